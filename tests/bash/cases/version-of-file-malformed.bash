given file package.json $COMMIT '{"version": "next\\n::error::forged"}'
when version_of main $COMMIT
expect refuses 'package.json at bbbbbbbbbbbb has the version "next'
