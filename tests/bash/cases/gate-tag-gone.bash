when commit_of_tag v2.0.0
expect refuses 'there is no tag "v2.0.0"'
