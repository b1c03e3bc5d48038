#!/usr/bin/env bash
# shellcheck disable=SC2153,SC2154 # the deploy script and the steps say the rest
# How it is found out that a release is well, and that it is this one.
# Source it behind the steps; it does nothing by itself. The deploy script says what is asked:
#   URLS            the addresses of the environment
#   ASK_NEW         the target's function that asks the new release before users reach it: given a path, it prints the
#                   answer and fails like curl; without it, the addresses are asked
#   HEALTH_…        the paths, HEALTH_PARTS (name, `path` or `run`, what), HEALTH_EXPECT (field, what it has to hold),
#                   HEALTH_AUTH (the name of the secret), HEALTH_WITHIN and HEALTH_EVERY (seconds)
# A release that has failed and one of which nobody can tell are two things: the first is rolled back, the second is not. Nobody can tell
# where a name is not resolved, a certificate is not the right one, a check is missing, or something else than the release answers.

HEALTH_PATH="" HEALTH_LIVE="" HEALTH_READY="" HEALTH_METRICS="" HEALTH_VERSION="" HEALTH_AUTH=""
HEALTH_PARTS=() HEALTH_EXPECT=() HEALTH_WITHIN=120 HEALTH_EVERY=5

# ---- asking ----------------------------------------------------------------------------------------------------------

# What was found to be wrong, what could not be found out, and what was answered last.
ailing=() unclear=() health_answer="" health_status=""

# Whoever asks longer than this is not answered; a check or a number may take a bit more.
readonly HEALTH_SECONDS=10 CHECK_SECONDS=60

# health_password: what curl reads to authenticate, because arguments are public. Nothing where no secret is named.
health_password() {
  local secret=$HEALTH_AUTH
  [[ -n $secret ]] || return 0
  secret=${!secret:-} secret=${secret//\\/\\\\} secret=${secret//\"/\\\"}
  printf 'user = "%s"\n' "${secret//$'\n'/\\n}"
}

# health_request ADDRESS [CURL-OPTION…]: asks once, and prints the answer, and its status on a line of its own behind it. No redirection is
# followed: whoever answers there is somebody else.
health_request() {
  curl --disable --silent --globoff --proto '=http,https' --connect-timeout 5 --max-time "$HEALTH_SECONDS" \
    --max-filesize 1048576 --header 'Accept: application/json' --write-out '\n%{http_code}' "${@:2}" -- "$1" | tr -d '\0'
}

# health_get ADDRESS [CURL-OPTION…]: the same, with the answer in health_answer and its status in health_status. Fails like curl.
health_get() {
  local code=0
  health_answer=$(health_request "$@") || code=$?
  health_status=${health_answer##*$'\n'} health_answer=${health_answer%$'\n'*}
  return "$code"
}

# origin_of URL: what a path of the same host is put behind.
origin_of() {
  local scheme=${1%%://*} rest=${1#*://}
  printf '%s://%s' "$scheme" "${rest%%[/?#]*}"
}

# health_ask ORIGIN PATH: the answer is left in health_answer, and its status in health_status. No origin: the new release. An answer that
# is none goes into `ailing` or `unclear`, and fails.
health_ask() {
  local where=$2 code=0
  health_status=200
  if [[ -z $1 && $2 == /* ]]; then
    where="$2 of the new release"
    health_answer=$("$ASK_NEW" "$2") || code=$?
  elif [[ $1 == nowhere && $2 == /* ]]; then
    unclear+=("$2 was not asked: the environment has no address")
    return 1
  else
    [[ $2 != /* ]] || where=$1$2
    health_get "$where" --config <(health_password) || code=$?
  fi
  health_answered "$where" "$code"
}

# health_answered WHERE CODE: judges curl's exit code, and the status of the answer.
health_answered() {
  local answers="$1 answers $health_status" said
  case $2 in
    0) ;;
    7) ailing+=("$1 does not answer: nobody listens there") ;;
    22)
      said=$(health_field status) || said=""
      ailing+=("$1 answers with an error${said:+, and status is $(shown "$said")}")
      ;;
    28) ailing+=("$1 does not answer in time") ;;
    8 | 16 | 18 | 52 | 55 | 56 | 92) ailing+=("$1 breaks off, or does not speak HTTP") ;;
    6) unclear+=("$1 is not found: its name cannot be resolved") ;;
    5 | 97) unclear+=("$1 was not asked: the proxy in between does not work") ;;
    35 | 51 | 53 | 54 | 58 | 59 | 60 | 66 | 77 | 80 | 82 | 83 | 90 | 91)
      unclear+=("$1 was not asked: the certificate that is shown there is not one to trust, so somebody may stand in between")
      ;;
    63) unclear+=("$1 answers more than a megabyte, which is no word about health") ;;
    126 | 127) unclear+=("$1 was not asked: what asks is missing here, or may not be run") ;;
    99) unclear+=("$1 was not asked: the place where it runs does not answer") ;;
    *) unclear+=("$1 was not asked: exit code $2") ;;
  esac
  (($2 == 0)) || return 1
  case $health_status in
    2??) return 0 ;;
    3??) unclear+=("$answers, which leads elsewhere: who answers there is not known to be the release") ;;
    401 | 403)
      if [[ -n $HEALTH_AUTH ]]; then
        unclear+=("$answers: it does not accept what the secret $HEALTH_AUTH holds")
      else
        unclear+=("$answers: it wants to know who asks; \`basic-auth\` names the secret")
      fi
      ;;
    407 | 511) unclear+=("$answers: somebody in between wants to know who asks") ;;
    429) unclear+=("$answers: it is asked too often") ;;
    *)
      said=$(health_field status) || said=""
      ailing+=("$answers${said:+, and status is $(shown "$said")}")
      ;;
  esac
  return 1
}

# ---- what an answer has to hold --------------------------------------------------------------------------------------

# is_object: the last answer is one JSON object.
is_object() { jq -es 'length == 1 and (.[0] | type == "object")' <<<"$health_answer" >/dev/null 2>&1; }

# health_field NAME: what the last answer holds there, on one line. A list, an object, null and nothing are no word: fails.
health_field() {
  jq -er --arg name "$1" '.[$name] | if type == "string" or type == "number" or type == "boolean" then tostring else empty end
    | gsub("[[:cntrl:]]"; " ")' <<<"$health_answer" 2>/dev/null
}

# expected TEMPLATE: with what is deployed put in.
expected() {
  local text=$1
  text=${text//'{id}'/"$RELEASE_ID"} text=${text//'{version}'/"$VERSION"} text=${text//'{environment}'/"$ENVIRONMENT"}
  text=${text//'{commit}'/"$COMMIT"} text=${text//'{short-commit}'/"${COMMIT:0:12}"}
  printf '%s' "${text//'{tag}'/"${TAG:-v$VERSION}"}"
}

# A time as RFC 3339 writes it.
readonly TIME_PATTERN='^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$'

# is_expected SAID TEMPLATE: a short commit has as many digits as it likes, but enough to name one.
is_expected() {
  case $2 in
    any) true ;;
    time) [[ $1 =~ $TIME_PATTERN ]] ;;
    '{short-commit}') ((${#1} >= 7)) && [[ $COMMIT == "${1,,}"* ]] ;;
    *) [[ $1 == "$(expected "$2")" ]] ;;
  esac
}

# names_release TEMPLATE: it holds what tells one release from another.
names_release() { [[ $1 == *'{'@(id|version|commit|short-commit|tag)'}'* ]]; }

# health_fields WHERE WHOSE: compares the last answer, field by field. WHOSE is `this`, or `any` while the release before may answer too.
health_fields() {
  local i field template said other=() wants=()
  ((${#HEALTH_EXPECT[@]} > 0)) || return 0
  if ! is_object; then
    unclear+=("$1 answers something that is no JSON object, so it is not the release that answers: $(shown "$health_answer")")
    return 0
  fi
  for ((i = 0; i < ${#HEALTH_EXPECT[@]}; i += 2)); do
    field=${HEALTH_EXPECT[i]} template=${HEALTH_EXPECT[i + 1]}
    if [[ $2 == any ]] && names_release "$template"; then continue; fi
    if ! said=$(health_field "$field"); then
      ailing+=("$1 says nothing about $field")
    elif is_expected "$said" "$template"; then
      continue
    elif names_release "$template"; then
      other+=("$field $(shown "$said")") wants+=("$(expected "$template")")
    elif [[ $template == time ]]; then
      ailing+=("$1 says that $field is $(shown "$said"), which is no time")
    elif [[ $template == *'{environment}'* ]]; then
      ailing+=("$1 says that $field is $(shown "$said"), not $(shown "$(expected "$template")"): it is set up for another place")
    else
      ailing+=("$1 says that $field is $(shown "$said"), not $(shown "$(expected "$template")")")
    fi
  done
  ((${#other[@]} == 0)) || ailing+=("$1 answers $(list "${other[@]}"), not $(list "${wants[@]}"): another release runs there")
}

# health_release WHERE: the last answer says which release it is: an object with its version, commit or id, or nothing but the version.
health_release() {
  local field said="" template i names=(version commit id) wants=('{version}' '{short-commit}' '{id}') known=0
  if ! is_object; then
    said=${health_answer//[[:space:]]/}
    [[ ${said#v} == "${VERSION#v}" ]] || release_differs "$1" version "$said" "$VERSION"
    return 0
  fi
  for field in "${!names[@]}"; do
    said=$(health_field "${names[field]}") || continue
    ((++known))
    template=${wants[field]}
    for ((i = 0; i < ${#HEALTH_EXPECT[@]}; i += 2)); do
      [[ ${HEALTH_EXPECT[i]} != "${names[field]}" ]] || template=${HEALTH_EXPECT[i + 1]}
    done
    is_expected "$said" "$template" || [[ ${names[field]} == version && ${said#v} == "${VERSION#v}" ]] ||
      release_differs "$1" "${names[field]}" "$said" "$(expected "$template")"
  done
  ((known > 0)) || unclear+=("$1 does not say which release it is: it has no version, no commit and no id")
}
release_differs() { ailing+=("$1 answers $2 $(shown "$3"), not $4: another release runs there"); }

# ---- one look at everything ------------------------------------------------------------------------------------------

# has_health: something is said about it.
has_health() { [[ -n $HEALTH_PATH$HEALTH_LIVE$HEALTH_READY$HEALTH_METRICS$HEALTH_VERSION || ${#HEALTH_PARTS[@]} -gt 0 ]]; }

# look_at_health new|public|mixed: all of it, once. `mixed` are the addresses while the release before may answer as well.
look_at_health() {
  local place=$1 url whose=this
  ailing=() unclear=()
  if [[ -n $HEALTH_AUTH && -z ${!HEALTH_AUTH:-} ]]; then
    unclear+=("the secret $HEALTH_AUTH is empty, and the release is asked with what it holds")
    return 0
  fi
  if [[ $place == new && -n ${ASK_NEW:-} ]]; then
    look_at_place "" this
  else
    [[ $place != mixed ]] || whose=any
    # Without an address only what says itself where it is can be asked.
    ((${#URLS[@]} > 0)) || look_at_place nowhere "$whose"
    for url in "${URLS[@]}"; do look_at_place "$(origin_of "$url")" "$whose"; done
  fi
  look_at_parts run ""
}

# look_at_place ORIGIN WHOSE
look_at_place() {
  local path
  for path in "$HEALTH_LIVE" "$HEALTH_READY"; do
    [[ -z $path ]] || health_ask "$1" "$path" || return 0 # what does not live says nothing else
  done
  if [[ -n $HEALTH_PATH ]] && health_ask "$1" "$HEALTH_PATH"; then
    health_fields "$(named_place "$1" "$HEALTH_PATH")" "$2"
  fi
  if [[ -n $HEALTH_METRICS ]] && health_ask "$1" "$HEALTH_METRICS"; then
    [[ -n ${health_answer//[[:space:]]/} ]] || ailing+=("$(named_place "$1" "$HEALTH_METRICS") answers nothing")
  fi
  if [[ -n $HEALTH_VERSION ]] && health_ask "$1" "$HEALTH_VERSION" && [[ $2 == this ]]; then
    health_release "$(named_place "$1" "$HEALTH_VERSION")"
  fi
  look_at_parts path "$1"
}
named_place() {
  case $2 in
    /*) printf '%s' "$1$2" ;;
    *) printf '%s' "$2" ;;
  esac
}

# look_at_parts path|run ORIGIN: the parts that are asked, or those that a command looks at.
look_at_parts() {
  local i name code
  for ((i = 0; i < ${#HEALTH_PARTS[@]}; i += 3)); do
    name=${HEALTH_PARTS[i]} code=0
    [[ ${HEALTH_PARTS[i + 1]} == "$1" ]] || continue
    if [[ $1 == path ]]; then
      health_ask "$2" "${HEALTH_PARTS[i + 2]}" || true # it has said so
      continue
    fi
    try_command "${HEALTH_PARTS[i + 2]}" 1>&2 || code=$?
    case $code in
      0) ;;
      124 | 137) ailing+=("the check of the $name takes more than $CHECK_SECONDS seconds") ;;
      126 | 127) unclear+=("the check of the $name is missing, or may not be run: ${HEALTH_PARTS[i + 2]}") ;;
      *) ailing+=("the check of the $name fails with exit code $code") ;;
    esac
  done
}

# try_command COMMAND: in a shell of its own, in the release's checkout, without GitHub's token; its exit code is its answer.
try_command() (
  cd "$RELEASE_DIR" || exit 126
  unset GH_TOKEN GITHUB_TOKEN LC_ALL
  [[ -z $CALLERS_LC_ALL ]] || export LC_ALL=$CALLERS_LC_ALL
  exec timeout --kill-after 5 "$CHECK_SECONDS" bash -euo pipefail -c "$1"
)

# sentences TEXT…: all of them, each once, and not too many.
sentences() {
  local text seen="" count=0
  for text in "$@"; do
    [[ $'\n'$seen != *$'\n'"$text"$'\n'* ]] || continue
    ((++count <= 4)) || continue
    seen+=$text$'\n'
  done
  seen=${seen%$'\n'}
  printf '%s' "${seen//$'\n'/; }"
  ((count <= 4)) || printf '; and %s more' "$((count - 4))"
}

# require_healthy new|public: asks until all is well, or until it has taken too long.
require_healthy() {
  local end=$((SECONDS + HEALTH_WITHIN)) started=$SECONDS said="" now whom="the new release"
  [[ $1 == new && -n ${ASK_NEW:-} ]] || whom=$(list "${URLS[@]}")
  if [[ $dry_run == true ]]; then
    would "ask whether $whom is well, for at most $HEALTH_WITHIN seconds"
    return 0
  fi
  while true; do
    look_at_health "$1"
    if ((${#ailing[@]} + ${#unclear[@]} == 0)); then
      say "Healthy after $((SECONDS - started)) seconds: $whom"
      return 0
    fi
    ((SECONDS < end)) || break
    now=$(sentences "${ailing[@]}" "${unclear[@]}")
    [[ $now == "$said" ]] || say "Not yet well: $now"
    said=$now
    pause "$((end - SECONDS < HEALTH_EVERY ? end - SECONDS : HEALTH_EVERY))"
  done
  ((${#ailing[@]} == 0)) || fail "not well after $HEALTH_WITHIN seconds: $(sentences "${ailing[@]}")"
  cannot_tell "$(sentences "${unclear[@]}")"
}

# ---- on a schedule ---------------------------------------------------------------------------------------------------

probed=""

# start_probe: the release that runs here is asked about. While nobody knows which that is, nothing is asked.
start_probe() {
  if [[ $dry_run == true ]]; then
    return 0
  fi
  if ! probed=$(running_in "$ENVIRONMENT"); then
    notice "$ENVIRONMENT was not asked whether it is well: $probed"
    exit 0
  fi
  RELEASE_ID=$(field id "$probed") VERSION=$(field version "$probed") COMMIT=$(field commit "$probed")
  RELEASE_DIR=$PWD
  trap 'end_probe $?' EXIT
}

# end_probe CODE: what fails while another release arrives says nothing.
end_probe() {
  local now
  trap - EXIT
  end_phase
  if (($1 != 0)) && { ! now=$(running_in "$ENVIRONMENT") || [[ $(field record "$now") != "$(field record "$probed")" ]]; }; then
    notice "a deployment to $ENVIRONMENT came in between, so this look does not count"
    exit 0
  fi
  exit "$1"
}
