given FLAGS FLAG_NEW_DASHBOARD true FLAG_BETA false
when <<'END'
export_flags
bash -c 'echo "new-dashboard=$FLAG_NEW_DASHBOARD beta=$FLAG_BETA"'
END
expect passes
expect says "new-dashboard=true beta=false"
