when hand_over main
expect passes
expect requested POST /repos/o/r/actions/workflows/deploy.yml/dispatches 1 '.body == {ref: "main", inputs: {environment: "dev-int",
  release_type: "dev-int", branch: "main", started_by_run: "42"}}'
expect says "::notice::main goes on to dev-int"
