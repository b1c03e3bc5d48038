#!/usr/bin/env bash
# case.sh INDEX CASE: runs one case, on ports of its own. What a case is written in:
#
#   environment NAME [TIME]  which of the pipeline's environments; its scripts are copied, and only settings are changed in them
#   setting NAME=VALUE       one of these settings
#   machine NAME             a machine behind ssh, with its own folder, ports and nginx; without one all of it runs here
#   release NUMBER MODE      what is deployed: version NUMBER.0.0 of the service, healthy or ill (release/service.py says how)
#   deploy NUMBER            the deploy script; after NUMBER-1, if there is one
#   killed NUMBER WHEN       the same, and it is killed, with all that it started here: at a line of its log, or after so many seconds
#   back NUMBER LEAVES       the rollback script
#   users … gone             people who ask all the time, and nginx counts as one of them
#   expect …                 one of the checks below
set -euo pipefail
name=$(basename "$2" .bash)
here=$WORK/$name
port=$((PORTS_FROM + $1 * 20))
runs=0 faults=0 code=none at=here machines=0 addresses=""
declare -A ports=([here]=$port)
mkdir -p "$here/bin"
# Itself, not what looks for it first.
ln -s "$(python3 -c 'import sys; print(sys.executable)')" "$here/bin/python3"
PATH=$here/bin:$PATH
export PYTHONDONTWRITEBYTECODE=1

fail() {
  printf 'FAIL %s: %s\n' "$name" "$1"
  sed 's/^/       /' "$here/log" 2>/dev/null || true
  exit 1
} >&2

end() {
  local file group
  printf '%s\n' "$runs" >"$here/runs"
  printf '%s\n' "$faults" >"$here/faults"
  for file in "$here"/*/pid "$here"/*/sshd.pid; do [[ ! -s $file ]] || kill "$(<"$file")" 2>/dev/null || true; done
  for file in "$here"/*/*/run/*/{process,ends}; do
    [[ ! -s $file ]] || { read -r group _ <"$file" && kill -KILL -- "-$group" 2>/dev/null; } || true
  done
  [[ ! -s $here/users ]] || kill "$(<"$here/users")" 2>/dev/null || true
}
trap end EXIT
shopt -s nullglob

# ---- machines

port_of() { printf '%s' "${ports[$1]}"; }

# nginx_on NAME PORT: nginx with a folder of its own, which sends what comes to PORT to wherever the scripts say.
nginx_on() {
  local folder=$here/$1
  mkdir -p "$folder/conf.d" "$folder/bin"
  cat >"$folder/nginx.conf" <<END
worker_processes 2;
pid $folder/pid;
error_log $folder/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path $folder/body;
  proxy_temp_path $folder/proxy;
  fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi;
  scgi_temp_path $folder/scgi;
  include $folder/conf.d/*.conf;
  server {
    listen 127.0.0.1:$2;
    location / { proxy_pass http://weather; }
  }
}
END
  printf '#!/bin/sh\nexec %s -p %q -c %q "$@"\n' "$(type -P nginx)" "$folder" "$folder/nginx.conf" >"$folder/bin/nginx"
  chmod +x "$folder/bin/nginx"
  # The very first time, nobody is behind it.
  printf 'upstream weather { server 127.0.0.1:9 down; }\n' >"$folder/conf.d/weather.conf"
  "$folder/bin/nginx" 2>"$folder/error.log" || fail "nginx does not start: $(cat "$folder/error.log")"
}

# environment NAME [SECONDS]: for so long it is watched.
environment() {
  environment=$1
  cp -r "$TREE/deploy" "$here/deploy"
  script=$here/deploy/deploy-$1.sh
  nginx_on here "$port"
  PATH=$here/bin:$here/here/bin:$PATH
  setting "SERVER_DIRECTORY=$here/here/weather"
  setting "SERVER_PROXY=$here/here/conf.d/weather.conf"
  if grep -q '^SERVER_HOSTS=' "$script"; then setting 'SERVER_HOSTS=()'; fi
  if grep -q '^SERVER_PORTS=(8001 8002)' "$script"; then
    setting "SERVER_PORTS=($((port + 1)) $((port + 2)))"
  else
    setting "SERVER_PORTS=($((port + 1)))"
  fi
  setting "export URL=http://127.0.0.1:$port"
  setting "URLS=(http://127.0.0.1:$port)"
  setting HEALTH_WITHIN=2
  setting HEALTH_EVERY=1
  # Minutes are for people; here the same happens in moments.
  sed -i -E 's/^( *)(watch_for|pause) .*/\1\2 '"${2:-0}/; s/^monitor .*/monitor ${2:-1}/" "$here"/deploy/{deploy,rollback}-"$1".sh
  sed -i 's/MONITOR_EVERY=15/MONITOR_EVERY=1/' "$here/deploy/monitor.sh"
}

# setting NAME=VALUE: in both scripts, which must have it.
setting() {
  local file
  for file in "$here"/deploy/{deploy,rollback}-"$environment".sh; do
    grep -qE "^${1%%=*}=" "$file" || fail "${file##*/} sets no ${1%%=*}"
    sed -i "s|^${1%%=*}=.*|$1|" "$file"
  done
}

# machine NAME: it is reached by ssh, like the others that were named.
machine() {
  local folder=$here/$1 base=$((port + 4 + 4 * machines++))
  ports[$1]=$base
  nginx_on "$1" "$base"
  if [[ ! -e $here/key ]]; then
    ssh-keygen -q -t ed25519 -N '' -f "$here/key"
    printf '#!/bin/sh\nexec %q -F %q "$@"\n' "$(type -P ssh)" "$here/ssh.conf" >"$here/bin/ssh"
    chmod +x "$here/bin/ssh"
  fi
  ssh-keygen -q -t ed25519 -N '' -f "$folder/host"
  printf 'Host %s\n  HostName 127.0.0.1\n  Port %s\n  HostKeyAlias %s\n' "$1" "$((base + 3))" "$1" >>"$here/ssh.conf"
  printf '%s %s\n' "$1" "$(cut -d ' ' -f 1,2 "$folder/host.pub")" >>"$here/known"
  cat >"$folder/sshd.conf" <<END
Port $((base + 3))
ListenAddress 127.0.0.1
HostKey $folder/host
AuthorizedKeysFile $here/key.pub
PidFile $folder/sshd.pid
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin prohibit-password
SetEnv PATH=$PATH
ForceCommand python3 $PWD/machine.py $folder $((base + 1)) $((base + 2))
END
  sshd_on "$folder"
  if [[ $(sed -n 's/^SERVER_HOSTS=(\(.*\))$/\1/p' "$script") == "" ]]; then setting "SERVER_HOSTS=($1)"; else
    setting "SERVER_HOSTS=($(sed -n 's/^SERVER_HOSTS=(\(.*\))$/\1/p' "$script") $1)"
  fi
  setting "SERVER_USER=$(id -un)"
  addresses+=" http://127.0.0.1:$base"
  setting "URLS=(${addresses# })"
}

# sshd_on FOLDER: root's gives up its rights to a user that a machine without sshd does not have, and to a folder.
sshd_on() {
  local sshd preload=()
  sshd=$(type -P sshd)
  if [[ $EUID == 0 ]] && ! getent passwd sshd >/dev/null; then
    mkdir -p /run/sshd
    { cat /etc/passwd && printf 'sshd:x:105:65534::/run/sshd:/usr/sbin/nologin\n'; } >"$1/passwd"
    preload=("LD_PRELOAD=libnss_wrapper.so" "NSS_WRAPPER_PASSWD=$1/passwd" NSS_WRAPPER_GROUP=/etc/group)
  fi
  env "${preload[@]}" "$sshd" -f "$1/sshd.conf" -E "$1/sshd.log" || fail "sshd does not start: $(cat "$1/sshd.log")"
}

# ---- releases

id_of() { printf 'release-20250101-1200%02d' "$1"; }

release() {
  mkdir -p "$here/built/$1"
  cp release/* "$here/built/$1"
  printf '%s\n' "$2" >"$here/built/$1/mode"
}

# in_place NUMBER COMMAND…: as a person would who has the release and the secrets.
in_place() (
  before=$(($1 - 1)) previous=""
  [[ ! -d $here/built/$before ]] || previous=$(id_of "$before")
  unset GITHUB_ACTIONS
  # shellcheck disable=SC2016,SC2089,SC2090 # as it is
  export DATABASE_URL='pass;word "$HOME"'
  SSH_KEY=$(cat "$here/key" 2>/dev/null || echo none) SSH_KNOWN_HOSTS=$(cat "$here/known" 2>/dev/null || echo none)
  export SSH_KEY SSH_KNOWN_HOSTS GH_TOKEN=token BREAK_GLASS="a test" SERVER_DRAIN_SECONDS=5 RUNNER_TEMP=$here/temp
  RELEASE_ID=$(id_of "$1") COMMIT=$(printf '%040d' "$1") PREVIOUS_COMMIT=$(printf '%040d' "$before")
  export RELEASE_ID VERSION="$1.0.0" COMMIT ARTIFACT_DIR=$here/built/$1 RELEASE_DIR=$here/built/$1
  export PREVIOUS_RELEASE_ID=$previous PREVIOUS_VERSION="$before.0.0" PREVIOUS_COMMIT
  export PREVIOUS_ARTIFACT_DIR=$here/built/$before PREVIOUS_RELEASE_DIR=$here/built/$before
  mkdir -p "$RUNNER_TEMP"
  cd "$here"
  exec "${@:2}"
)

deploy() {
  runs=$((runs + 1)) code=0
  : >"$here/log"
  rm -f "$here/noticed"
  until grep -q '^warning: Rolling' "$here/log" 2>/dev/null; do sleep 0.05; done && printf '%s' "$EPOCHREALTIME" >"$here/noticed" &
  in_place "$1" "$script" "${@:2}" >>"$here/log" 2>&1 </dev/null || code=$?
  kill "$!" 2>/dev/null || true
}

killed() {
  local pid end
  runs=$((runs + 1)) faults=$((faults + 1)) code=killed
  : >"$here/log"
  set -m
  in_place "$1" "$script" >>"$here/log" 2>&1 </dev/null &
  pid=$!
  set +m
  if [[ $2 =~ ^[0-9.]+$ ]]; then
    sleep "$2"
  else
    end=$((SECONDS + 120))
    until grep -qE "$2" "$here/log"; do
      ((SECONDS < end)) || fail "the script never said $2"
      sleep 0.02
    done
  fi
  if [[ ${KILLED:-all} == all ]]; then kill -KILL -- "-$pid" 2>/dev/null || true; else kill -KILL "$pid" 2>/dev/null || true; fi
  wait "$pid" 2>/dev/null || true
}

back() {
  runs=$((runs + 1)) code=0
  : >"$here/log"
  WITHDRAWS=$(id_of "$2") in_place "$1" "${script/deploy-/rollback-}" >>"$here/log" 2>&1 </dev/null || code=$?
}

# ---- users

users() {
  rm -f "$here/answers-given"
  python3 load.py "http://127.0.0.1:${ports[$at]}/work" "$here/answers-given" &
  printf '%s\n' "$!" >"$here/users"
  until [[ -s $here/answers-given ]]; do sleep 0.05; done
}

gone() {
  kill -TERM "$(<"$here/users")"
  wait "$(<"$here/users")" || true
  rm "$here/users"
  wc -l <"$here/answers-given" >>"$here/answers"
  if ! [[ $name == recreate* ]]; then grep -cE ' (lost|[0-9]+ nobody)' "$here/answers-given" >>"$here/lost" || true; fi
}

# ---- checks

expect() { "expect_$1" "${@:2}"; }
expect_code() { [[ $code == "$1" ]] || fail "exit code $code, not $1"; }
expect_said() { grep -qE -- "$1" "$here/log" || fail "it does not say: $1"; }
expect_unsaid() { ! grep -qE -- "$1" "$here/log" || fail "it says: $1"; }

# expect_lost COUNT: so many users got no answer of any release. A strategy that promises nothing is not summed up.
expect_lost() {
  local lost
  lost=$(grep -cE ' (lost|[0-9]+ nobody)' "$here/answers-given") || true
  [[ $lost == "$1" ]] || fail "$lost answers were lost, not $1: $(grep -E ' (lost|[0-9]+ nobody)' "$here/answers-given" | head -n 3)"
}

# expect_well: whoever answered was well.
expect_well() { ! grep -qvE ' (200 release|lost|[0-9]+ nobody)' "$here/answers-given" || fail "users met a release that was ill"; }

# expect_only NUMBER…: nobody else ever answered.
expect_only() {
  local allowed="" number
  for number; do allowed+=" $(id_of "$number")\$|"; done
  ! grep -E 'release-' "$here/answers-given" | grep -qvE "${allowed%|}" || fail "others answered too"
}

# expect_back WITHIN: seconds from when the script knew that it has to go back until the ill release was met for the last time.
expect_back() {
  local took
  took=$(awk -v noticed="$(<"$here/noticed")" '/ 503 release/ { last = $1 } END { took = last - noticed; printf "%.1f", (took > 0 ? took : 0) }' \
    "$here/answers-given")
  printf '%s\n' "$took" >>"$here/back"
  awk "BEGIN { exit !($took < $1) }" || fail "the way back took $took seconds"
}

# expect_met NUMBER: at least one user got it.
expect_met() { grep -q "$(id_of "$1")\$" "$here/answers-given" || fail "no user ever got release $1"; }

# expect_serves NUMBER: this, and nothing else, is what users get, and what the links say.
expect_serves() {
  local answer folder=$here/$at
  for _ in 1 2 3 4 5 6; do
    answer=$(curl --silent --max-time 5 "http://127.0.0.1:${ports[$at]}/health") || true
    [[ $(jq -r .release <<<"$answer") == "$(id_of "$1")" ]] || fail "users get $answer, not release $1"
  done
  [[ $(basename "$(readlink -f "$folder/weather/current")") == "$(id_of "$1")" ]] || fail "current is $(readlink -f "$folder/weather/current")"
  # shellcheck disable=SC2016 # a pattern
  [[ $(grep -c 'weight=' "$folder/conf.d/weather.conf") == 1 ]] || fail "nginx splits its requests: $(cat "$folder/conf.d/weather.conf")"
}

# expect_running COUNT: so many processes of the service, each on a place of its own.
expect_running() {
  local count=0 process
  for process in /proc/[0-9]*; do
    if [[ $(readlink "$process/cwd") == "$here/$at"/weather/releases/* ]] && grep -qz '^service.py$' "$process/cmdline"; then
      count=$((count + 1))
    fi
  done 2>/dev/null
  [[ $count == "$1" ]] || fail "$count processes run, not $1"
}

# expect_share NUMBER FROM TO: so many of a hundred users got it, among those who asked while the log said so.
expect_share() {
  local share
  share=$(awk -v id="$(id_of "$1")" '$3 == id { its++ } { all++ } END { printf "%d", 100 * its / all }' "$here/answers-given")
  (($2 <= share && share <= $3)) || fail "release $1 got $share percent of the users, not $2 to $3"
}

# expect_hidden: no secret in the log, in the arguments of any process that runs, or in a file that others may read.
expect_hidden() {
  ! grep -qF 'pass;word' "$here/log" || fail "the log shows a secret"
  ! grep -l '[p]ass;word' /proc/[0-9]*/cmdline 2>/dev/null | grep -q . || fail "the arguments of a process show a secret"
  ! find "$here/$at/weather" -type f -perm /077 -exec grep -lE 'pass.?;word' {} + | grep -q . || fail "a file that others may read holds a secret"
}

# shellcheck disable=SC1090 # the case
source "$2"
touch "$here/passed"
