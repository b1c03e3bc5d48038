given record 10 prod $C success
when require_newer $B prod
expect refuses "prod got $C, which is newer than $B"
