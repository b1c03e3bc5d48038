given record 10 prod $A success
when require_newer $B prod
expect passes
