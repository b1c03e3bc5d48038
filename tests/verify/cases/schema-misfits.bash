# All that is wrong is said at once, and what a secret holds is not.
given SECRETS DATABASE_URL API_KEY
given DATABASE_URL=hunter2
given API_KEY=
when <<'END'
export N=1.5 X=1x F=yes P=70000 T=soon E=test V=1.2 L=3 M=9.5 O=x
must_be N integer
must_be X number
must_be F boolean
must_be P port
must_be T duration
must_be E one-of staging production
must_be V text 'pattern=^v[^/]*$'
must_be L integer min=4
must_be M number max=9
must_be DATABASE_URL url
must_be API_KEY text
must_be MISSING text
may_be O integer
require_configuration
END
expect fails 'the configuration is not what it has to be: N is "1.5", and the schema wants a whole number; X is "1x", and the schema wants a number; F is "yes", and the schema wants true or false; P is "70000", and the schema wants a port from 1 to 65535; T is "soon", and the schema wants a length of time such as 30s; E is "test", and the schema wants one of staging, production; V is "1.2", and the schema wants something like ^v[^/]*$; L is "3", and the schema wants at least 4; M is "9.5", and the schema wants at most 9; DATABASE_URL, a secret, is not what the schema wants: an address such as https://example.com; API_KEY is missing; MISSING is missing; O is "x", and the schema wants a whole number)'
expect does_not_say hunter2
