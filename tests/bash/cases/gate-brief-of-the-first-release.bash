when write_brief staging-to-production
expect passes
expect summary_says "Nothing is recorded in production, so nobody can say what is new."
expect summary_says "no release was ever deployed to production by this pipeline"
