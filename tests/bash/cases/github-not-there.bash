# 404 has an exit code of its own.
when github GET repos/o/r/branches/nowhere
expect fails_with 4
expect says "::error::GitHub: GET repos/o/r/branches/nowhere got 404: Not Found"
