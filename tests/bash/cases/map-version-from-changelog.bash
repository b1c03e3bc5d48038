# The first heading with a version; what is unreleased has none.
map VERSION_FROM=changelog
map RELEASE_BRANCH_PATTERN=
given file CHANGELOG.md $COMMIT '# Changes\n\n## [Unreleased]\n\n## [1.4.0-rc.1] - 2025-01-03\n\n## [1.3.0]\n'
when version_of main $COMMIT
expect prints 1.4.0-rc.1
