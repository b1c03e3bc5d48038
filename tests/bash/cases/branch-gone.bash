when commit_of_branch release/v3.0.0
expect refuses 'there is no branch "release/v3.0.0"'
