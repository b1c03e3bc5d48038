# The API may append the ref to the workflow's path.
given run 7 workflow=deploy.yml status=completed suffix=@refs/heads/main
given record 10 staging $A success
when require_running $A staging
expect passes
