when require_newer $B prod
expect passes
