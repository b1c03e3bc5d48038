given record 10 prod $C success
given fault 503 9 GET deployments
when require_newer $B prod
expect refuses "got 503"
