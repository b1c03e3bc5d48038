# What is no commit goes no further.
given beyond_github
given branch main zzz
when commit_of_branch main
expect refuses 'GitHub names no commit for the branch "main"'
