# A newer one that has changed nothing yet is not our business.
given record 10 prod $A success
given record 11 prod $C queued run=8
when require_newer $B prod
expect passes
