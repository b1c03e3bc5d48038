# Credentials and what the application depends on are tried with their values; what is not there is not tried.
given SECRETS DATABASE_URL API_KEY OLD_KEY
given DATABASE_URL=postgres://db
given API_KEY=k
given OLD_KEY=
ops key.sh <<<'[[ $API_KEY == other && -z ${GH_TOKEN-} ]]'
when <<'END'
must_be DATABASE_URL url
may_be OLD_KEY text
must_work DATABASE_URL 'test "$DATABASE_URL" = postgres://db'
must_work API_KEY ./ops/key.sh
must_work OLD_KEY 'exit 9'
must_work DATABASE_URL ./ops/nothing.sh
require_configuration
END
expect fails 'the configuration is not what it has to be: what API_KEY holds does not work: its check fails with exit code 1; the check of DATABASE_URL is missing, or may not be run: ./ops/nothing.sh)'
