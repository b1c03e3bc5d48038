# A build of another branch stays below what it will become.
given file package.json $COMMIT '{"version": "2.1.0-rc.1+x"}'
when version_of main $COMMIT
expect prints 2.1.0-rc.1.main.5
