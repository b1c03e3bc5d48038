# Trunk-based: the file is the version.
map RELEASE_BRANCH_PATTERN=
given file package.json $COMMIT '{"version": "2.1.0"}'
when version_of main $COMMIT
expect prints 2.1.0
