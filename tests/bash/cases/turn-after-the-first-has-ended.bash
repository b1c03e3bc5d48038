given run 8 workflow=deploy.yml ends_after=3
given record 10 prod $A in_progress run=8
when <<END
take_turn prod
keep_turn
END
expect passes
expect says "Waiting for $A, which is on its way to prod: https://github.com/o/r/actions/runs/8"
expect requested GET /repos/o/r/actions/runs/8 3
