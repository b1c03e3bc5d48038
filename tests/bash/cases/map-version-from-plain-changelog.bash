map VERSION_FROM=changelog
given file CHANGELOG.md $COMMIT '# Changes\n## 2.0.0\n'
when version_of release/v2.0.0 $COMMIT
expect prints 2.0.0
