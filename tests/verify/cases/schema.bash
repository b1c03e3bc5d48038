# Every type, with values that fit.
given SECRETS DATABASE_URL
given DATABASE_URL=postgres://me@db/shop
when <<'END'
export N=-3 X=1.5e3 F=true P=8080 T="1h 30m" E=staging V=v1.2 W="any text"
must_be N integer max=0
must_be X number min=1500
must_be F boolean
must_be P port min=1024 max=9000
must_be T duration
must_be E one-of development staging production
must_be V text 'pattern=^v[^/]*$'
must_be W text
must_be DATABASE_URL url
may_be NOTE integer
require_configuration
echo and goes on
END
expect passes
expect says "The configuration is what the schema wants: N, X, F, P, T, E, V, W, DATABASE_URL, NOTE"
expect says "and goes on"
