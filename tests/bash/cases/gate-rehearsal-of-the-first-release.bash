given status 9 failure
when output_rehearsal production
expect refuses "no other release was good in staging, so there is no way back to rehearse"
