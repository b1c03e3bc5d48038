judge '1 or 1'
expect refuses '"1 or 1" is not the number of a pull request'
expect nothing_written
