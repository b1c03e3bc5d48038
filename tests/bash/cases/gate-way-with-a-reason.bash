when choose_way staging production "the bank's deadline"
expect prints staging-to-production-override
