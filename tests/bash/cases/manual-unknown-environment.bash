when require_manual production production ""
expect refuses '"production" is not an environment of this pipeline'
