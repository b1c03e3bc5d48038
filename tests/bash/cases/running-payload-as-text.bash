# GitHub's answer may have the payload as a string.
given record 10 staging $A success shape=string
when require_running $A staging
expect passes
