# The token goes to no other host.
given fault elsewhere 1 GET matching-refs
when github GET repos/o/r/git/matching-refs/heads/
expect refuses "which is not http://127.0.0.1"
