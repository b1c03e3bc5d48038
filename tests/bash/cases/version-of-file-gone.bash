when version_of main $COMMIT
expect refuses "there is no package.json at bbbbbbbbbbbb"
