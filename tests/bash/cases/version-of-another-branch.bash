# Where there are release branches, only they make versions for production.
given file package.json $COMMIT '{"version": "2.0.0"}'
when version_of main $COMMIT
expect prints 2.0.0-main.5
