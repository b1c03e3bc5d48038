given record 11 staging "$C" in_progress run=8
when output_rehearsal production
expect refuses "is on its way to staging"
