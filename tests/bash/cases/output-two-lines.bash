when output key $'value\nother=x'
expect refuses "the value of key has more than one line"
expect outputs ""
