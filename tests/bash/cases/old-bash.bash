# A bash that is too old is told so.
sed 's/BASH_VERSINFO\[/OLD[/g' "$LIB_DIR/deploy/lib.sh" >"$here/lib.sh"
in_workflow bash -c "OLD=(4 3); source $here/lib.sh; echo on"
expect fails_with 1
expect says "This needs bash 4.4 or newer"
