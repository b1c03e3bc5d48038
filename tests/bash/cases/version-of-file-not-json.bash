given file package.json $COMMIT 'version = 2'
when version_of main $COMMIT
expect refuses 'has the version ""'
