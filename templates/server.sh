#!/usr/bin/env bash
# The target server: each release in a folder of its own, one process for each, and nginx in front of them.
# Source it behind the steps; it does nothing by itself. A machine needs Linux, bash 4.4, curl, flock, setsid and tar.
#
# In SERVER_DIRECTORY on each machine:
#   releases/ID       what was built; it is complete, or not there
#   run/PLACE         what runs on a port: release (a link), environment (mode 600), start, process, log
#   run/current       a link to the place that users get; `@reboot setsid …/run/current/start` brings it back with the machine
#   run/new           a link to the place of the release that was deployed last
#   current           a link to the release that users get
#
# Whatever is killed on the way, the next run begins with what it finds: a process is known by its number and its start, and nginx
# never gets an address that does not answer.

# Set by the script: SERVER_HOSTS (none: this machine), SERVER_USER, SERVER_DIRECTORY, SERVER_START, SERVER_PORTS (none, one or two),
# SERVER_PROXY (nginx's file), SERVER_KEEP (releases), SERVER_STRATEGY, SERVER_KEEP_SECONDS (the old process), SERVER_START_SECONDS,
# SERVER_MOVE (the team's own command that moves the traffic), VARIABLES, SECRETS.
SERVER_HOSTS=() SERVER_USER="" SERVER_PORTS=() SERVER_PROXY="" SERVER_KEEP=5 SERVER_STRATEGY=rolling SERVER_KEEP_SECONDS=0 SERVER_MOVE=""
SERVER_START_SECONDS=60 SERVER_DRAIN_SECONDS=${SERVER_DRAIN_SECONDS:-30} SERVER_STOP_SECONDS=${SERVER_STOP_SECONDS:-10}
# What the steps know.
: "${dry_run:=false}" "${phase:=}" "${returning:=false}"
SERVER_ARCHIVE="" SERVER_DIGEST="" SERVER_RELEASE="" SERVER_ANSWER=""
VARIABLES=() SECRETS=()

# ---- on the machine: these functions are sent there, and only these ----------------------------------------------------

# host_refuse WHY: what a person has to know; the caller reads it.
host_refuse() {
  printf '%s\n' "$1"
  exit 4
}

host_open() {
  umask 022
  run=$SERVER_DIRECTORY/run releases=$SERVER_DIRECTORY/releases
  places=("${SERVER_PORTS[@]}")
  ((${#places[@]})) || places=(worker)
  # A name of nginx's: shop.conf is reached as http://shop.
  upstream=${SERVER_PROXY##*/} upstream=${upstream%.conf}
  PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
}

# host_lock: one at a time; whoever was killed has let go. What is started later does not keep it.
host_lock() {
  local said
  said=$({ mkdir -p "$releases" "$run" && : >>"$run/lock" && : >"$releases/.written" && rm "$releases/.written"; } 2>&1) ||
    host_refuse "$SERVER_DIRECTORY cannot be written: ${said##*: }"
  exec 9>>"$run/lock"
  flock --wait 150 9 || host_refuse "another deployment holds $run/lock"
}

# -- processes

# host_stat PID: sets `stat` to state, parent, group, session and so on of a process; in front of them is a name that may hold anything.
host_stat() {
  local line
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -r -a stat <<<"${line##*) }"
}

# host_is_alive PID START BOOT: somebody of the session that began so is still there. Nobody can tell from the number alone.
host_is_alive() {
  local member stat=()
  [[ $3 == "$(</proc/sys/kernel/random/boot_id)" ]] || return 1
  if host_stat "$1" && [[ ${stat[19]} != "$2" ]]; then return 1; fi
  for member in /proc/[0-9]*; do
    if host_stat "${member#/proc/}" && [[ ${stat[0]} != [ZX] && ${stat[3]} == "$1" ]]; then return 0; fi
  done
  return 1
}

# host_runs PLACE
host_runs() {
  local process
  { read -r -a process <"$run/$1/process"; } 2>/dev/null && ((${#process[@]} == 3)) && host_is_alive "${process[@]}"
}

# host_sockets PORT STATE: how many sockets are in this state (0A: waiting for connections, 01: connected). A busy machine has tens of
# thousands of them, which is too much for a loop of bash.
host_sockets() {
  local port
  printf -v port ':%04X' "$1"
  awk -v "port=$port" -v "state=$2" '$4 == state && substr($2, length($2) - 4) == port { count++ } END { print count + 0 }' \
    < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
}

host_listens() { [[ $1 == worker ]] || (($(host_sockets "$1" 0A) > 0)); }

# host_answers PLACE: it runs, it listens, and where health is asked for, it answers.
host_answers() {
  host_runs "$1" && host_listens "$1" || return 1
  [[ $SERVER_HEALTH != /* || $1 == worker ]] || host_get "$1" "$SERVER_HEALTH" >/dev/null
}

# host_get PLACE PATH: prints the answer. A password is no argument.
host_get() {
  curl --disable --silent --fail-with-body --max-time 10 --config <(printf '%s' "$SERVER_PASSWORD") -- "http://127.0.0.1:$1$2"
}

# host_last_words PLACE
host_last_words() { tail -n 20 "$run/$1/log" >&2 2>/dev/null || true; }

# host_start PLACE RELEASE KEY: in a session of its own, with nothing around it but its variables and secrets, which come from a file.
host_start() {
  local place=$1 here=$run/$1 try
  for ((try = 0; try < 20; try++)); do
    # What was started just before the script was killed has not said yet who it is.
    if host_runs "$place" || [[ $place == worker ]] || ! host_listens "$place"; then break; fi
    sleep 0.1
  done
  host_stop "$place"
  [[ $place == worker ]] || ! host_listens "$place" || host_refuse "port $place is taken by another program"
  rm -rf "$here"
  mkdir -p "$here"
  ln -s "../../releases/$2" "$here/release"
  (
    umask 077
    printf '%s' "$SERVER_ENVIRONMENT" >"$here/environment"
  )
  # shellcheck disable=SC2016 # the script that is written expands it
  {
    printf '#!/usr/bin/env bash\n# Starts what runs here.\nset -euo pipefail\ncd -P "${BASH_SOURCE[0]%%/*}"\n'
    printf 'exec </dev/null >>log 2>&1\n'
    printf 'read -r stat <"/proc/$$/stat"\nset -- ${stat##*) }\n'
    printf 'printf "%%s %%s %%s\\n" "$$" "${20}" "$(</proc/sys/kernel/random/boot_id)" >process.new\nmv process.new process\n'
    printf 'export PATH=%q\nsource ./environment\n' "$PATH"
    [[ $place == worker ]] || printf 'export PORT=%q\n' "$place"
    printf 'cd -P release\nexec bash -c %q\n' "$SERVER_START"
  } >"$here/start"
  chmod 755 "$here/start"
  env -i HOME="${HOME:-/}" USER="${USER:-}" LOGNAME="${LOGNAME:-${USER:-}}" LANG="${LANG:-C.UTF-8}" PATH="$PATH" \
    setsid --fork "$here/start" </dev/null >/dev/null 2>&1 9>&-
  for ((try = 0; try < 100; try++)); do
    [[ ! -s $here/process ]] || break
    sleep 0.05
  done
  # Only what was started completely is known by its key.
  printf '%s\n' "$3" >"$here/key"
  host_wait_for "$place"
}

# host_wait_for PLACE: until it listens.
host_wait_for() {
  local end=$((SECONDS + SERVER_START_SECONDS))
  if [[ $1 == worker ]]; then
    sleep 1
    host_runs "$1" && return
  fi
  until [[ $1 != worker ]] && host_listens "$1"; do
    if ! host_runs "$1"; then
      host_last_words "$1"
      host_refuse "it ended right after its start; the end of $run/$1/log is above"
    fi
    if ((SECONDS >= end)); then
      host_last_words "$1"
      host_stop "$1"
      host_refuse "it does not listen on port $1 after $SERVER_START_SECONDS seconds; the end of $run/$1/log is above"
    fi
    sleep 0.2
  done
}

# host_stop PLACE: asks it to end, and makes it after a while.
host_stop() {
  local process end=$((SECONDS + SERVER_STOP_SECONDS))
  host_stay "$1"
  if host_runs "$1"; then
    read -r -a process <"$run/$1/process"
    kill -TERM -- "-${process[0]}" 2>/dev/null || true
    while host_runs "$1" && ((SECONDS < end)); do sleep 0.1; done
    if host_runs "$1"; then
      kill -KILL -- "-${process[0]}" 2>/dev/null || true
      while host_runs "$1"; do sleep 0.1; done
    fi
  fi
  rm -f "$run/$1"/{process,key}
}

# host_stay PLACE: it was to end after a while, and will not.
host_stay() {
  local ends
  if host_ends "$1" && [[ ${ends[0]} != "$$" ]]; then kill -KILL -- "-${ends[0]}" 2>/dev/null || true; fi
  rm -f "$run/$1/ends"
}

# host_ends PLACE: something waits there to end it; sets `ends`.
host_ends() {
  { read -r -a ends <"$run/$1/ends"; } 2>/dev/null && ((${#ends[@]} == 3)) && host_is_alive "${ends[@]}"
}

# host_drain PLACE: until nobody talks to it any more; connections that last are cut after a while.
host_drain() {
  local end=$((SECONDS + SERVER_DRAIN_SECONDS))
  [[ -n $SERVER_PROXY && $1 != worker ]] || return 0
  while (($(host_sockets "$1" 01) > 0 && SECONDS < end)); do sleep 0.5; done
}

# -- places

host_place() { # LINK: the place that it names, or nothing
  local place
  place=$(readlink "$run/$1") || return 0
  printf '%s' "${place##*/}"
}

host_release() { # PLACE
  local release
  release=$(readlink "$run/$1/release") || return 0
  printf '%s' "${release##*/}"
}

# host_link TARGET LINK: in one moment.
host_link() {
  ln -sfn "$1" "$2.new"
  mv -T "$2.new" "$2"
}

# host_other PLACE: the second one of two.
host_other() {
  local place
  for place in "${places[@]}"; do [[ $place == "$1" ]] || printf '%s' "$place"; done
}

# host_serve PLACE: from now on this is what users get.
host_serve() {
  host_stay "$1"
  host_link "$1" "$run/current"
  [[ -L $SERVER_DIRECTORY/current ]] || host_link run/current/release "$SERVER_DIRECTORY/current"
}

# -- nginx

host_nginx() {
  if ((EUID != 0)) && sudo -n -l nginx >/dev/null 2>&1; then sudo -n nginx "$@"; else nginx "$@"; fi
}

# host_share PLACE: how many percent nginx sends there.
host_share() {
  local share
  [[ -e $SERVER_PROXY ]] || return 0
  share=$(sed -n "s/^ *server 127\.0\.0\.1:$1 weight=\([0-9]*\);.*/\1/p" "$SERVER_PROXY")
  printf '%s' "$share"
}

# host_workers: nginx's processes that take new connections.
host_workers() {
  local master file process title stat=()
  file=$(host_nginx -T 2>/dev/null </dev/null | sed -nE 's/^([^#]*[[:space:];])?pid[[:space:]]+([^;]+);.*/\2/p' | tail -n 1)
  [[ -n $file ]] || file=$(host_nginx -V 2>&1 </dev/null | sed -n 's/.*--pid-path=\([^ ]*\).*/\1/p')
  { read -r master <"$file"; } 2>/dev/null || return 0
  for process in /proc/[0-9]*; do
    if ! host_stat "${process#/proc/}" || [[ ${stat[1]} != "$master" ]]; then continue; fi
    title=""
    { read -r -d '' title <"$process/cmdline"; } 2>/dev/null || true
    if [[ $title == "nginx: worker process"* && $title != *"shutting down"* ]]; then printf '%s\n' "${process#/proc/}"; fi
  done
}

# host_write_proxy [PLACE SHARE]…: all of nginx's file, and nginx works by it when this returns; if nginx does not like it, the file that
# was there comes back.
host_write_proxy() {
  local new=${SERVER_PROXY%/*}/.$upstream.new old=${SERVER_PROXY%/*}/.$upstream.old said workers left end
  host_require_nginx
  {
    printf '# Written at every switch. A server block sends its requests here: proxy_pass http://%s;\n' "$upstream"
    printf 'upstream %s {\n  zone %s 64k;\n' "$upstream" "$upstream"
    (($# > 0)) || printf '  server 127.0.0.1:%s down;\n' "${places[0]}"
    while (($# > 0)); do
      printf '  server 127.0.0.1:%s weight=%s; # %s\n' "$1" "$2" "$(host_release "$1")"
      shift 2
    done
    printf '}\n'
  } >"$new" || host_refuse "${SERVER_PROXY%/*} cannot be written"
  rm -f "$old"
  [[ ! -e $SERVER_PROXY ]] || ln "$SERVER_PROXY" "$old"
  mv "$new" "$SERVER_PROXY"
  if ! said=$(host_nginx -t 2>&1 </dev/null); then
    if [[ -e $old ]]; then mv "$old" "$SERVER_PROXY"; else rm "$SERVER_PROXY"; fi
    host_refuse "nginx does not take the new $SERVER_PROXY, and has the old one again: $(host_complaint "$said")"
  fi
  rm -f "$old"
  workers=$(host_workers)
  [[ -n $workers ]] || host_refuse "nginx does not run; its configuration can name http://$upstream now: start it, and deploy again"
  said=$(host_nginx -s reload 2>&1 </dev/null) || host_refuse "nginx could not be told: $(host_complaint "$said")"
  # It says yes before it has done it.
  end=$((SECONDS + 20))
  while :; do
    left=$(host_workers)
    [[ -z $left ]] || grep -qxF "$workers" <<<"$left" || break
    ((SECONDS < end)) || host_refuse "nginx goes on with the configuration that it had; its error log says why"
    sleep 0.1
  done
}

# host_require_nginx: its configuration is good as it is; what a script that was killed left behind is put right.
host_require_nginx() {
  local old=${SERVER_PROXY%/*}/.$upstream.old said
  [[ -e $SERVER_PROXY ]] || return 0
  said=$(host_nginx -t 2>&1 </dev/null) && return
  [[ ! -e $old ]] || {
    mv "$old" "$SERVER_PROXY"
    said=$(host_nginx -t 2>&1 </dev/null) && return
  }
  host_refuse "nginx has no use for its configuration, so nothing is changed: $(host_complaint "$said")"
}

host_complaint() { grep -m 1 -E 'emerg|alert|crit' <<<"$1" || tail -n 1 <<<"$1"; }

# host_route PLACE PERCENT: the rest goes to the other one, if that answers; all of it, if not. Sets `given` to what it gets.
host_route() {
  given=$2
  local other
  host_answers "$1" || host_refuse "$(host_release "$1") does not answer on port $1, so nobody is sent there"
  other=$(host_other "$1")
  if (($2 < 100)) && [[ -n $other ]] && host_answers "$other"; then
    host_write_proxy "$1" "$2" "$other" "$((100 - $2))"
  else
    given=100
    host_write_proxy "$1" 100
  fi
}

# -- what is asked of the machine

host_check() {
  local tool place
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || host_refuse "this needs bash 4.4 or newer; there is $BASH_VERSION"
  [[ -r /proc/self/stat ]] || host_refuse "this needs Linux, with /proc"
  for tool in curl flock setsid tar gzip sha256sum ${SERVER_PROXY:+nginx}; do
    type -P "$tool" >/dev/null || host_refuse "there is no $tool"
  done
  host_lock
  if [[ -n $SERVER_PROXY ]]; then
    [[ -w ${SERVER_PROXY%/*} ]] || host_refuse "${SERVER_PROXY%/*} cannot be written; $SERVER_PROXY is replaced at every switch"
    host_require_nginx
    [[ ! -e $SERVER_PROXY || -n $(host_workers) ]] || host_refuse "nginx does not run"
  fi
  for place in "${SERVER_PORTS[@]}"; do
    host_runs "$place" || ! host_listens "$place" || {
      sleep 2 # perhaps it was started just before a script was killed
      host_runs "$place" || host_refuse "port $place is taken by another program"
    }
  done
}

# host_has RELEASE DIGEST: it is here already; other bytes of the same name are refused. No digest: whatever bears the name.
host_has() {
  host_lock
  if [[ ! -d $releases/$1 ]]; then
    echo no
  elif [[ -z $2 || $(cat "$releases/.$1.digest" 2>/dev/null) == "$2" ]]; then
    echo yes
  else
    host_refuse "$1 is kept there with other bytes; a release never changes"
  fi
}

# host_receive RELEASE DIGEST <ARCHIVE: complete, or not at all.
host_receive() {
  local new=$releases/.new said
  host_lock
  rm -rf "$new"
  mkdir "$new"
  said=$(tar --extract --gzip --directory "$new" --no-same-owner 2>&1) || {
    rm -rf "$new"
    said=$(grep -m 1 -E 'No space|[Rr]ead-only|[Dd]enied|too large' <<<"$said" || head -n 1 <<<"$said")
    host_refuse "the release does not get into $releases: ${said:-the connection broke off}"
  }
  printf '%s\n' "$2" >"$releases/.$1.digest"
  mv -T "$new" "$releases/$1"
}

# host_deploy RELEASE KEY HOW WITHDRAWS: starts it `beside` what runs, or `instead of` it. It gets no traffic.
host_deploy() {
  local release=$1 key=$2 how=$3 withdraws=$4 place current other new="" old=""
  host_lock
  touch "$releases/$release"
  current=$(host_place current)
  [[ " ${places[*]} " == *" $current "* ]] || current=""
  [[ -z $SERVER_PROXY || -e $SERVER_PROXY ]] || host_write_placeholder

  # It may run already: after a script that was killed, or since a way back leads to it.
  for place in $current "${places[@]}"; do
    if [[ -n $new || $(host_release "$place") != "$release" ]] || ! host_runs "$place"; then continue; fi
    if [[ $(cat "$run/$place/key" 2>/dev/null) == "$key" || -n $withdraws && $place == "$current" ]]; then new=$place; fi
  done
  if [[ -n $new ]]; then
    host_wait_for "$new"
    host_stay "$new"
    other=$(host_other "$new")
    if [[ $new == "$current" && -n $SERVER_PROXY && -n $(host_share "$other") ]]; then host_route "$new" 100; fi
    host_link "$new" "$run/new"
    printf '%s runs already%s\n' "$release" "$(host_where "$new")"
    return
  fi

  if [[ $how == beside && -n $current ]]; then
    other=$(host_other "$current")
    # What users get has ended by itself; what it followed takes over again, if it is still there.
    if ! host_runs "$current" && [[ -n $other ]] && host_answers "$other"; then
      host_route "$other" 100
      host_serve "$other"
      current=$other
    fi
  fi
  new=${places[0]}
  if [[ -n $current && ${#places[@]} == 2 ]]; then
    new=$(host_other "$current")
  elif [[ -n $(host_share "$new") && ${#places[@]} == 2 ]]; then
    new=${places[1]} # the first deployment was killed when users got it already
  fi
  if [[ $how != beside ]]; then
    [[ -z $SERVER_PROXY ]] || host_write_proxy
    for place in "${places[@]}"; do
      ! host_runs "$place" || old=$(host_release "$place")
      host_drain "$place"
      host_stop "$place"
    done
  else
    if [[ -n $SERVER_PROXY && -n $current && -n $(host_share "$new") ]] && host_runs "$current"; then host_route "$current" 100; fi
    host_drain "$new"
    host_stop "$new"
    if [[ -n $current ]] && host_runs "$current"; then old=$(host_release "$current"); fi
  fi
  host_start "$new" "$release" "$key"
  host_link "$new" "$run/new"
  printf '%s runs%s%s\n' "$release" "$(host_where "$new")" "${old:+, $how $old}"
}

host_where() { [[ $1 == worker ]] || printf ' on port %s' "$1"; }

# host_write_placeholder: the first time. nginx can be started with it, and says that nobody is there.
host_write_placeholder() {
  local new=${SERVER_PROXY%/*}/.$upstream.new
  printf 'upstream %s {\n  server 127.0.0.1:%s down;\n}\n' "$upstream" "${places[0]}" >"$new" ||
    host_refuse "${SERVER_PROXY%/*} cannot be written"
  mv "$new" "$SERVER_PROXY"
}

# host_new RELEASE: the place of what was deployed, which is this release and runs.
host_new() {
  local place
  place=$(host_place new)
  if [[ -z $place || $(host_release "$place") != "$1" ]] || ! host_runs "$place"; then return 1; fi
  printf '%s' "$place"
}

# host_ask RELEASE PATH: prints the answer of what was deployed, before users get it; the code is curl's.
host_ask() {
  local place
  place=$(host_new "$1") || exit 7
  host_get "$place" "$2"
}

# host_require_answer RELEASE: before anything is switched anywhere.
host_require_answer() {
  local place
  host_lock
  place=$(host_new "$1") || host_refuse "$1 does not run"
  host_answers "$place" || host_refuse "$1 does not answer on port $place, so nobody is sent there"
}

# host_switch RELEASE PERCENT WITHDRAWS: what users get already, and the way back, get all of it.
host_switch() {
  local place percent=$2 given
  host_lock
  place=$(host_new "$1") || host_refuse "$1 does not run"
  if [[ $place == "$(host_place current)" || -n $3 ]]; then percent=100; fi
  given=$percent
  [[ -z $SERVER_PROXY || -n $SERVER_MOVE ]] || host_route "$place" "$percent"
  if ((percent == 100)); then host_serve "$place"; fi
  printf '%s gets %s percent of the traffic\n' "$1" "$given"
}

# host_old RELEASE: where it still runs and answers. Code 3: it does not.
host_old() {
  local place
  for place in "${places[@]}"; do
    if [[ $(host_release "$place") == "$1" ]] && host_answers "$place"; then
      printf '%s\n' "$place"
      return
    fi
  done
  return 3
}

# host_switch_back RELEASE: all of the traffic; what it leaves ends once nobody is there any more.
host_switch_back() {
  local place given
  host_lock
  place=$(host_old "$1") || host_refuse "$1 does not run any more"
  [[ -z $SERVER_PROXY || -n $SERVER_MOVE ]] || host_route "$place" 100
  host_serve "$place"
  host_link "$place" "$run/new"
}

# host_settle WITHDRAWS: what users do not get any more ends, now or later; releases that nobody needs are removed.
host_settle() {
  local current place
  host_lock
  current=$(host_place current)
  [[ -n $current ]] || return 0
  [[ -L $SERVER_DIRECTORY/current ]] || host_link run/current/release "$SERVER_DIRECTORY/current"
  for place in "${places[@]}"; do
    if [[ $place == "$current" ]] || ! host_runs "$place"; then continue; fi
    if [[ -n $SERVER_PROXY && -z $SERVER_MOVE && -n $(host_share "$place") ]]; then host_route "$current" 100; fi
    if ((SERVER_KEEP_SECONDS > 0)) && [[ $(host_release "$place") != "$1" ]]; then
      host_end_later "$place"
      printf '%s runs on for %s seconds, for the way back\n' "$(host_release "$place")" "$SERVER_KEEP_SECONDS"
    else
      printf '%s ends\n' "$(host_release "$place")"
      host_drain "$place"
      host_stop "$place"
    fi
  done
  host_prune
}

# host_end_later PLACE: by a process that outlives us, once.
host_end_later() {
  local here=$run/$1 ends
  ! host_ends "$1" || return 0
  # shellcheck disable=SC2016 # the script that is written expands it
  {
    printf '#!/usr/bin/env bash\n# Ends what runs here after a while, unless users get it again.\nset -euo pipefail\n'
    printf 'read -r stat <"/proc/$$/stat"\nset -- ${stat##*) }\nme="$$ ${20} $(</proc/sys/kernel/random/boot_id)"\n'
    printf 'printf "%%s\\n" "$me" >%q\nmv -T %q %q\n' "$here/ends.new" "$here/ends.new" "$here/ends"
    printf 'sleep %q\nSERVER_PASSWORD=""\n' "$SERVER_KEEP_SECONDS"
    host_itself
    printf 'host_open\nhost_lock\nhost_end_kept %q "$me"\n' "$1"
  } >"$here/end"
  chmod 755 "$here/end"
  env -i PATH="$PATH" setsid --fork "$here/end" </dev/null >/dev/null 2>&1 9>&-
}

# host_end_kept PLACE ME
host_end_kept() {
  [[ $(cat "$run/$1/ends" 2>/dev/null) == "$2" && $(host_place current) != "$1" && -z $(host_share "$1") ]] || return 0
  host_drain "$1"
  host_stop "$1"
}

# host_itself: these functions and their settings, for a bash that has neither.
host_itself() {
  declare -f "${SERVER_FUNCTIONS[@]}"
  declare -p "${SERVER_SETTINGS[@]}" | grep -v ' SERVER_PASSWORD='
}

# host_prune: the newest stay, and what runs or is served.
host_prune() {
  local release place count=0 used=" "
  for place in "${places[@]}"; do
    if host_runs "$place" || [[ $place == "$(host_place current)" ]]; then used+="$(host_release "$place") "; fi
  done
  while read -r release; do
    count=$((count + 1))
    if ((count > SERVER_KEEP)) && [[ $used != *" $release "* ]]; then
      rm -rf "${releases:?}/$release" "$releases/.$release.digest"
    fi
  done < <(ls -1t "$releases")
}

# host_state: what runs there, a line for each place: place, release, percent of the traffic, and whether users get it.
host_state() {
  local place share
  for place in "${places[@]}"; do
    host_runs "$place" || continue
    share=$(host_share "$place")
    printf '%s %s %s%s\n' "$place" "$(host_release "$place")" "${share:-0}" \
      "$([[ $place != "$(host_place current)" ]] || printf ' current')"
  done
}

# ---- from here on, on the machine of the script ------------------------------------------------------------------------

mapfile -t SERVER_FUNCTIONS < <(compgen -A function host_)
readonly SERVER_FUNCTIONS
readonly SERVER_SETTINGS=(SERVER_DIRECTORY SERVER_START SERVER_PORTS SERVER_PROXY SERVER_KEEP SERVER_KEEP_SECONDS SERVER_START_SECONDS
  SERVER_DRAIN_SECONDS SERVER_STOP_SECONDS SERVER_MOVE SERVER_HEALTH SERVER_PASSWORD)

# server_places: the machines; `here` for this one.
server_places() {
  if ((${#SERVER_HOSTS[@]})); then printf '%s\n' "${SERVER_HOSTS[@]}"; else echo here; fi
}

server_name() { [[ $1 == here ]] || printf '%s: ' "$1"; }

# server_at HOST FUNCTION [WORD…] [<BYTES]: runs a function there. The script goes over the wire and is no argument, since secrets are in
# it; one that is cut off does nothing, for its last command ends with its last byte.
server_at() {
  local host=$1 input=/dev/null code=0 tries=0
  shift
  if [[ $1 == host_receive ]]; then input=$SERVER_ARCHIVE; fi
  while :; do
    code=0
    { server_script "$@" && cat "$input"; } | server_reach "$host" || code=$?
    ((code == 255 && ++tries < 3)) && [[ $host != here ]] || return "$code"
    sleep 2 # the connection; everything there may be done twice
  done
}

# shellcheck disable=SC2034 # these are sent
server_script() {
  local SERVER_HEALTH=${HEALTH_READY:-${HEALTH_PATH:-}} SERVER_PASSWORD="" SERVER_ENVIRONMENT=""
  printf 'set -euo pipefail\nshopt -s inherit_errexit\nLC_ALL=C\n'
  if declare -F health_password >/dev/null; then SERVER_PASSWORD=$(health_password); fi
  if [[ $1 == host_deploy ]]; then
    SERVER_ENVIRONMENT=$(server_environment)$'\n'
    declare -p SERVER_ENVIRONMENT
  fi
  declare -p SERVER_FUNCTIONS SERVER_SETTINGS "${SERVER_SETTINGS[@]}"
  declare -f "${SERVER_FUNCTIONS[@]}"
  printf '{\nhost_open\n'
  printf '%q ' "$@"
  [[ $1 == host_receive ]] || printf '</dev/null'
  printf '\nexit\n}\n'
}

# server_reach HOST: a bash there, which reads its script from here.
server_reach() {
  local options=(-T -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4)
  local files="" code=0
  if [[ $1 == here ]]; then
    env --unset GH_TOKEN --unset GITHUB_TOKEN bash -s
    return
  fi
  if [[ -n ${SSH_KEY:-}${SSH_KNOWN_HOSTS:-} ]]; then
    files=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/ssh.XXXXXX")
    (
      umask 077
      printf '%s\n' "${SSH_KEY:-}" >"$files/key"
      printf '%s\n' "${SSH_KNOWN_HOSTS:-}" >"$files/known"
    )
    [[ -z ${SSH_KEY:-} ]] || options+=(-o IdentitiesOnly=yes -i "$files/key")
    [[ -z ${SSH_KNOWN_HOSTS:-} ]] || options+=(-o "UserKnownHostsFile=$files/known")
  fi
  [[ -z $SERVER_USER ]] || options+=(-l "$SERVER_USER")
  ssh "${options[@]}" -- "$1" bash -s || code=$?
  [[ -z $files ]] || rm -rf "$files"
  return "$code"
}

# server_environment: what the process gets beside PORT. The keys to the machines are not for it.
server_environment() {
  local name
  for name in RELEASE_ID VERSION COMMIT ENVIRONMENT URL "${VARIABLES[@]}" "${SECRETS[@]}"; do
    [[ $name == SSH_KEY || $name == SSH_KNOWN_HOSTS ]] || printf 'export %s=%q\n' "$name" "${!name:-}"
  done
}

# server_do HOST FUNCTION [WORD…]: sets SERVER_ANSWER to what it says; what does not work there ends the phase.
server_do() {
  local where code=0
  where=$(server_name "$1")
  SERVER_ANSWER=$(server_at "$@") || code=$?
  case $code in
    0) ;;
    4) fail "$where$SERVER_ANSWER" ;;
    255) fail "${where}ssh does not get there; is the host's key known, and the user's accepted?" ;;
    *) fail "$where${2#host_} ended with exit code $code; what it said is above" ;;
  esac
}

# server_tell HOST FUNCTION [WORD…]: and says so.
server_tell() {
  local line where
  server_do "$@"
  where=$(server_name "$1")
  while read -r line; do [[ -z $line ]] || say "$where$line" 2>&1; done <<<"$SERVER_ANSWER"
}

# server_know_release: sets SERVER_RELEASE to what its folder is called. Where nobody gave it an id, its bytes do.
server_know_release() {
  SERVER_RELEASE=$RELEASE_ID
  if [[ $RELEASE_ID == local ]]; then
    server_pack
    SERVER_RELEASE=local-${SERVER_DIGEST:7:12}
  fi
  [[ $SERVER_RELEASE =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || fail "$(shown "$SERVER_RELEASE") is no name for a folder"
}

# server_pack: what was built, or the checkout where nothing is; the same bytes give the same archive.
server_pack() {
  local from=$ARTIFACT_DIR
  [[ -z $SERVER_ARCHIVE ]] || return 0
  [[ -n $(find "$from" -mindepth 1 -print -quit) ]] || from=$RELEASE_DIR
  SERVER_ARCHIVE=$(mktemp "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/release.XXXXXX")
  tar --create --sort name --format gnu --owner 0 --group 0 --numeric-owner --mode 'u=rwX,go=rX' --mtime @0 --exclude ./.git \
    --directory "$from" . | gzip -n >"$SERVER_ARCHIVE" || fail "the release cannot be packed"
  SERVER_DIGEST=$(digest_of "$SERVER_ARCHIVE") || fail "the release cannot be packed"
}

# server_check: the machines can be reached, and have what this needs.
server_check() {
  local host
  for host in $(server_places); do
    if [[ $dry_run == true ]]; then
      would "$(server_name "$host")look whether $SERVER_DIRECTORY can be written, the ports are free${SERVER_PROXY:+, and nginx -t passes}"
    else
      server_tell "$host" host_check
    fi
  done
}

# server_bring HOST: the release is there, in a folder of its own.
server_bring() {
  local digest=$SERVER_DIGEST
  # The way back leads to the bytes that were there.
  [[ -z ${WITHDRAWS:-} || $RELEASE_ID == local ]] || digest=""
  server_do "$1" host_has "$SERVER_RELEASE" "$digest"
  [[ $SERVER_ANSWER == no ]] || return 0
  server_do "$1" host_receive "$SERVER_RELEASE" "$SERVER_DIGEST"
  say "$(server_name "$1")$SERVER_RELEASE is in its folder" 2>&1
}

# server_deploy: the release runs on every machine and users do not get it yet; with `rolling` they do, one machine after the other.
server_deploy() {
  local host key how=beside
  if [[ $SERVER_STRATEGY == recreate || ${#SERVER_PORTS[@]} != 2 || -z $SERVER_PROXY$SERVER_MOVE ]]; then how="instead of"; fi
  if [[ $dry_run == true ]]; then
    for host in $(server_places); do
      would "$(server_name "$host")keep $RELEASE_ID in $SERVER_DIRECTORY/releases, and start it $how what runs: $SERVER_START"
    done
    return
  fi
  server_pack
  server_know_release
  key=$(printf '%s\n' "$SERVER_DIGEST" "$SERVER_START" "$(server_environment)" | sha256sum) || exit
  for host in $(server_places); do server_bring "$host"; done
  for host in $(server_places); do
    server_tell "$host" host_deploy "$SERVER_RELEASE" "${key%% *}" "$how" "${WITHDRAWS:-}"
    [[ $SERVER_STRATEGY == rolling ]] || continue
    server_look "$host"
    server_move 100
    server_tell "$host" host_switch "$SERVER_RELEASE" 100 "${WITHDRAWS:-}"
    server_tell "$host" host_settle "${WITHDRAWS:-}"
  done
  rm -f "$SERVER_ARCHIVE"
  SERVER_ARCHIVE=""
}

# server_look HOST: the next machine follows only if this one is well.
server_look() {
  local SERVER_ASKED=$1 before=$phase
  if [[ -n ${HEALTH_PATH:-} ]] && declare -F require_healthy >/dev/null; then
    begin_phase health
    require_healthy new
    begin_phase "$before"
  fi
}

# server_ask PATH: the answer of the new one, before users get it: of the machine SERVER_ASKED, or of each, until one has no good answer.
server_ask() {
  local host answer="" code=0
  if ((${#SERVER_PORTS[@]} == 0)); then
    curl --disable --silent --fail-with-body --max-time 10 -- "${URL%/}$1"
    return
  fi
  [[ -n $SERVER_RELEASE ]] || server_know_release
  for host in ${SERVER_ASKED:-$(server_places)}; do
    answer=$(server_at "$host" host_ask "$SERVER_RELEASE" "$1") || code=$?
    ((code == 0)) || break
  done
  printf '%s\n' "$answer"
  return "$code"
}

# server_switch PERCENT: so many users get the new one.
server_switch() {
  local host
  if [[ $dry_run == true ]]; then
    would "send $1 percent of the traffic to $RELEASE_ID"
    return
  fi
  # On the way back nobody is asked to try anything.
  if [[ $returning == true ]] && (($1 < 100)); then return 0; fi
  [[ -n $SERVER_RELEASE ]] || server_know_release
  # Nowhere, if not everywhere.
  for host in $(server_places); do server_do "$host" host_require_answer "$SERVER_RELEASE"; done
  server_move "$1"
  for host in $(server_places); do server_tell "$host" host_switch "$SERVER_RELEASE" "$1" "${WITHDRAWS:-}"; done
  if [[ $returning == true ]]; then server_settle; fi
}

# server_move PERCENT: where the team itself moves the traffic.
server_move() {
  [[ -n $SERVER_MOVE ]] || return 0
  local WEIGHT=$1
  export WEIGHT
  run "$SERVER_MOVE"
}

# server_switch_back: everybody gets what ran before, if it still runs everywhere. Code 3: it does not.
server_switch_back() {
  local host code=0
  if [[ $dry_run == true ]]; then
    would "send all of the traffic to $RELEASE_ID, if it still runs"
    return
  fi
  server_know_release
  for host in $(server_places); do
    server_at "$host" host_old "$SERVER_RELEASE" >/dev/null || code=$?
    ((code == 0)) || {
      warn "$(server_name "$host")$SERVER_RELEASE does not run any more, so there is nothing to switch back to"
      return 3
    }
  done
  server_move 0
  for host in $(server_places); do server_do "$host" host_switch_back "$SERVER_RELEASE"; done
  say "$SERVER_RELEASE gets all of the traffic again" 2>&1
  server_settle
}

# server_settle: what is over ends, now or after the time that it is kept for; releases that nobody needs are removed.
server_settle() {
  local host
  if [[ $dry_run == true ]]; then
    would "end what ran before$( ((SERVER_KEEP_SECONDS == 0)) || printf ' after %s seconds' "$SERVER_KEEP_SECONDS"), and keep $SERVER_KEEP releases"
    return
  fi
  for host in $(server_places); do
    server_tell "$host" host_settle "${WITHDRAWS:-}"
    server_tell "$host" host_state
  done
}
