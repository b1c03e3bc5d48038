# Two names that look like an arrow when they are put together.
when require_path staging:prod ""
expect refuses '"staging:prod" is not an environment'
