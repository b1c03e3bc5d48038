map VERSION_FROM=changelog
given file CHANGELOG.md $COMMIT '# Changes\n'
when version_of main $COMMIT
expect refuses 'CHANGELOG.md at bbbbbbbbbbbb has the version ""'
