when choose_way staging production "…"
expect refuses "there is no reason"
