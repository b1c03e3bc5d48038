# Where the caller knows what to do, it is no error.
when <<END
MAY_BE_ABSENT=yes github GET repos/o/r/branches/nowhere
END
expect fails_with 4
expect says "GitHub: GET repos/o/r/branches/nowhere got 404: Not Found"
expect does_not_say ::error::
