# The release that runs there is asked about; nobody listens, so it fails, and that is no deployment in between.
given record 10 rehearsal "$B" success
[[ -d $here/deploy ]] || cp -r "$LIB_DIR/deploy" "$here/deploy"
LIB_DIR=$here
sed -i 's|^URLS=.*|URLS=(http://127.0.0.1:9)|; s|^HEALTH_WITHIN=.*|HEALTH_WITHIN=1|' "$here/deploy/probe-rehearsal.sh"
in_workflow deploy/probe-rehearsal.sh
expect refuses "failed in phase health (not well after 1 seconds: http://127.0.0.1:9/health/ready does not answer: nobody listens there)"
expect does_not_say "came in between"
expect nothing_written
