# The record that GitHub makes for the job itself is not ours.
given record 10 staging $A success
given automatic 11 staging
when require_running $A staging
expect passes
