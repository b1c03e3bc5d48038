# Nobody types started_by_run.
given run 41 actor=dora event=push workflow=deploy.yml branch=release/v2.0.0
when require_parent_run 41 release/v2.0.0
expect refuses "started_by_run is filled in by the pipeline itself; leave it empty"
