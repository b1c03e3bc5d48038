given record 10 prod $C queued,error
when require_newer $B prod
expect passes
