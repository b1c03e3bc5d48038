given record 10 prod $B success
when require_newer $B prod
expect passes
