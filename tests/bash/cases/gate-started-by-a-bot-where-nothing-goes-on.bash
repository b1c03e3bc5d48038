given run 42 actor='github-actions[bot]'
when starters
expect refuses "so nobody can tell which person did"
