map VERSION_FROM=
map RELEASE_BRANCH_PATTERN=
when version_of main $COMMIT
expect prints 0.0.0-main.5
