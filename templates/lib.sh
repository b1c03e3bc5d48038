#!/usr/bin/env bash
# What every workflow and script of this pipeline shares: the map, the rules, the records, the people, the bytes.
# Source it; it does nothing by itself. The runner sets GITHUB_*; GH_TOKEN is sent to GitHub and shown to nobody.

set -euo pipefail
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || {
  printf 'This needs bash 4.4 or newer; here is bash %s.\n' "$BASH_VERSION" >&2
  exit 1
}
shopt -s inherit_errexit

# Ranges and comparisons mean bytes here.
LC_ALL=C

# ---- the map: what is not drawn is forbidden -------------------------------------------------------------------------

readonly DEFAULT_BRANCH=@{ default_branch }
readonly DEPLOY_WORKFLOW=@{ deploy_workflow }
readonly PROMOTE_WORKFLOW=@{ promote_workflow }
readonly ADOPT_WORKFLOW=@{ adopt_workflow }

# Only what these write on the default branch counts as a record.
readonly RECORDING_WORKFLOWS=(
  #% for workflow in workflows
  @{ workflow }
  #% endfor
)

readonly ENVIRONMENTS=(
  #% for environment in environments
  @{ environment.name }
  #% endfor
)

# is_production ENVIRONMENT
is_production() {
  case $1 in
    #% for environment in environments
    #% if environment.production
    @{ environment.name }) true ;;
    #% endif
    #% endfor
    *) false ;;
  esac
}

# way_of FROM TO: what the way along this arrow is called. No arrow: fails.
way_of() {
  case $1:$2 in
    #% for arrow in promotions
    @{ arrow.from }:@{ arrow.to }) echo @{ arrow.way } ;;
    #% endfor
    *) return 1 ;;
  esac
}

# place_of ENVIRONMENT: where the way into it is rehearsed. Nowhere: fails.
place_of() {
  case $1 in
    #% for rehearsal in rehearsals
    @{ rehearsal.target }) echo @{ rehearsal.place } ;;
    #% endfor
    *) return 1 ;;
  esac
}

# rollback_source ENVIRONMENT: where else a release has to have been good before it comes back; nothing where that does not matter.
rollback_source() {
  case $1 in
    #% for rollback in rollback_sources
    @{ rollback.environment }) echo @{ rollback.source } ;;
    #% endfor
    *) ;;
  esac
}

# Where releases go on by themselves, two words a row: from, to.
AUTOMATIC=()
#% for arrow in automatic
AUTOMATIC+=(@{ arrow.from } @{ arrow.to })
#% endfor
readonly AUTOMATIC

# Which tags are deployed, three words a row: the tags as they are written, as a pattern, and where to.
TAGS=()
#% for way in tags
TAGS+=(@{ way.pattern } @{ way.branch } @{ way.to })
#% endfor
readonly TAGS

# Whose pushes are deployed, three words a row: the branches as they are written, as a pattern, and where to.
PUSHES=()
#% for way in pushes
PUSHES+=(@{ way.pattern } @{ way.branch } @{ way.to })
#% endfor
readonly PUSHES

# What people may deploy by hand, four words a row: as above, and what all these branches begin with.
MANUALS=()
#% for way in manuals
MANUALS+=(@{ way.pattern } @{ way.branch } @{ way.to } @{ way.prefix })
#% endfor
readonly MANUALS

# Ids are times, so they sort. A release branch carries its version; no pattern: there are no release branches.
readonly RELEASE_HEAD=@{ release.id_head }
readonly RELEASE_TAIL=@{ release.id_tail }
readonly RELEASE_PATTERN=@{ release.id_pattern }
readonly RELEASE_EXAMPLE=@{ release.id_example }
readonly RELEASE_BRANCH_PATTERN=@{ release.branch_pattern }
readonly RELEASE_BRANCH_EXAMPLE=@{ release.branch_example }
readonly VERSION_FROM=@{ release.version_from }
readonly VERSION_PATTERN='^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$'

# ---- messages --------------------------------------------------------------------------------------------------------

# say TEXT: one line in the log, whatever the text holds.
say() {
  local text=${*//[[:cntrl:]]/ }
  printf '%s\n' "${text//'##['/'# #['}" >&2
}

# annotate LEVEL TEXT: a remark on the run's page; elsewhere a plain line. Escaped as @actions/core does, so that no text starts a command.
annotate() {
  local text=$2
  if [[ ${GITHUB_ACTIONS:-} != true ]]; then
    say "$1: $text"
    return 0
  fi
  text=${text//'%'/'%25'}
  text=${text//$'\r'/'%0D'}
  text=${text//$'\n'/'%0A'}
  printf '::%s::%s\n' "$1" "$text" >&2
}
notice() { annotate notice "$1"; }
warn() { annotate warning "$1"; }
die() {
  annotate error "$1"
  exit 1
}

# shown TEXT: what somebody typed, short and on one line, to be quoted in a message.
shown() {
  local text=${1:0:60}
  printf '"%s"' "${text//[[:cntrl:]]/ }"
}

# filled_in TEXT ENVIRONMENT RELEASE VERSION COMMIT: a title as it is written in the pipeline, with its placeholders filled in. Reads TAG URL.
filled_in() {
  local text=$1
  text=${text//'{environment}'/"$2"} text=${text//'{id}'/"$3"} text=${text//'{version}'/"$4"} text=${text//'{commit}'/"$5"}
  text=${text//'{short-commit}'/"${5:0:12}"} text=${text//'{tag}'/"${TAG:-}"} text=${text//'{url}'/"${URL:-}"}
  printf '%s' "$text"
}

# list WORD…: "a, b, c".
list() {
  local IFS=,
  local words="$*"
  printf '%s' "${words//,/, }"
}

# summary MARKDOWN: one line on the run's page.
summary() { printf '%s\n\n' "${1//[$'\r\n']/ }" >>"${GITHUB_STEP_SUMMARY:-/dev/stderr}"; }

# plain TEXT: a text that means itself in Markdown, on one line.
plain() { jq -rn --arg text "$1" '$text | gsub("[[:cntrl:]]"; " ") | gsub("(?<sign>[\\\\`*_{}\\[\\]<>()#+!|~@&$])"; "\\\(.sign)")'; }

# output KEY VALUE: one line into the step's outputs.
output() {
  [[ $2 != *[$'\r\n']* ]] || die "the value of $1 has more than one line, which no output may have"
  printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/stdout}"
}

# output_release RECORD: what the later jobs have to know of a release.
output_release() {
  local key
  output release "$(field id "$1")"
  for key in version commit digest; do output "$key" "$(field "$key" "$1")"; done
}

# field NAME JSON: one field as text; empty if it is not there.
field() { jq -r --arg name "$1" '.[$name] // ""' <<<"$2"; }

# require_tools TOOL…: names all that are missing at once.
require_tools() {
  local tool missing=()
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) || die "this machine lacks $(list "${missing[@]}"); the pipeline needs $(list "$@")"
}
require_tools curl jq tar sha256sum

# ---- GitHub ----------------------------------------------------------------------------------------------------------

readonly API=${GITHUB_API_URL:-https://api.github.com}
repo() { printf 'repos/%s' "${GITHUB_REPOSITORY:?}"; }

# uri TEXT: percent-encoded, fit for one part of a URL.
uri() { jq -rn --arg text "$1" '$text | @uri'; }

# uri_path TEXT: the same for a branch or a file, whose slashes stay.
uri_path() { jq -rn --arg text "$1" '$text | split("/") | map(@uri) | join("/")'; }

# request METHOD URL [CURL-OPTION…]: one question to GitHub, asked up to five times.
# Leaves the answer in reply_status (000: there was none), reply_head and reply_body, and the question in reply_to.
# The token comes from a file descriptor, because arguments are public.
# Writes are repeated like reads, because each is harmless twice: a run does not wait for its own second record, a second status says
# the same, a release or an asset that exists is refused, and a push that is handed over twice is built twice and deployed in order.
request() {
  local method=$1 url=$2 try response pause
  shift 2
  reply_to="$method ${url#"$API/"}"
  [[ -n ${GH_TOKEN:-} ]] || die "GH_TOKEN is empty: this step needs GitHub's token in its environment"
  for try in 1 2 3 4 5; do
    response=$(curl --silent --request "$method" --header @<(printf 'Authorization: Bearer %s\n' "$GH_TOKEN") \
      --header "Accept: ${ACCEPT:-application/vnd.github+json}" --header 'X-GitHub-Api-Version: 2022-11-28' --header 'Expect:' \
      --connect-timeout 10 --max-time 60 --suppress-connect-headers --dump-header - --write-out '\n%{http_code}' "$@" "$url") ||
      response=$'\n000'
    reply_status=${response##*$'\n'}
    response=${response%$'\n'*}
    reply_head=${response%%$'\r\n\r\n'*}
    reply_body=${response#*$'\r\n\r\n'}
    is_passing && ((try < 5)) || return 0
    pause=$(reply_header retry-after)
    [[ $pause =~ ^[0-9]{1,2}$ ]] || pause=$((try * ${RETRY_PAUSE:-2}))
    say "GitHub: $reply_to got ${reply_status/000/no answer}; asking again in $pause seconds"
    sleep "$pause"
  done
}

# is_passing: the last answer is a hiccup or a limit, not a verdict.
is_passing() {
  case $reply_status in
    000 | 429 | 5??) true ;;
    403) [[ -n $(reply_header retry-after) || $(reply_header x-ratelimit-remaining) == 0 ]] ;;
    *) false ;;
  esac
}

# reply_header NAME: in lower case; empty if GitHub did not send it.
reply_header() {
  local name value
  while IFS=': ' read -r name value; do
    if [[ ${name,,} == "$1" ]]; then
      printf '%s' "${value%$'\r'}"
      return 0
    fi
  done <<<"$reply_head"
}

# next_page: where the list of the last answer goes on; empty at its end.
next_page() {
  local next='<([^>]+)>; rel="next"'
  [[ ! $(reply_header link) =~ $next ]] || printf '%s' "${BASH_REMATCH[1]}"
}

# complain: says what went wrong with the last request. Fails with 4 if the thing is not there, else with 1.
complain() {
  local text permissions
  text=$(jq -r '[.message, (.errors[]? | .message? // .code?)] | map(strings) | join(": ")' <<<"$reply_body" 2>/dev/null) || text=""
  text="GitHub: $reply_to got ${reply_status/000/no answer}${text:+: $text}"
  if [[ $reply_status == 404 && -n ${MAY_BE_ABSENT:-} ]]; then
    say "$text"
    return 4
  fi
  permissions=$(reply_header x-accepted-github-permissions)
  [[ $reply_status != 403 || -z $permissions ]] || text+=" (the job needs the permission $permissions)"
  annotate error "$text"
  [[ $reply_status != 404 ]] || return 4
  return 1
}

# ask METHOD URL [JSON]: a request that has to succeed.
ask() {
  local json=()
  (($# < 3)) || json=(--header 'Content-Type: application/json' --data-raw "$3")
  request "$1" "$2" "${json[@]}"
  [[ $reply_status == 2?? ]] || complain
}

# github METHOD PATH [JSON]: prints the answer; the pages of a list come as one list.
# Fails with 4 if the thing is not there, which is an error unless MAY_BE_ABSENT is set, else with 1, and has said so.
github() {
  local method=$1 url pages=""
  url="$API/$2"
  shift
  while true; do
    ask "$method" "$url" "${@:2}" || return $?
    url=$(next_page)
    [[ -n $url || -n $pages ]] || break
    pages=$(jq -cs add <<<"$pages$reply_body") || return 1
    reply_body=$pages
    [[ -n $url ]] || break
    [[ $url == "$API/"* ]] || die "GitHub continues a list at $(shown "$url"), which is not $API"
  done
  printf '%s\n' "$reply_body"
}

# ---- records: what runs where ----------------------------------------------------------------------------------------
# A record is a deployment with the task "release". Its newest status means:
#   queued       claims the turn, nothing has changed yet
#   in_progress  is changing the environment
#   success      runs there
#   failure      nobody knows what runs there
#   error        gave up before anything changed: as if it had never been
# "inactive" comes from GitHub and is no news. A run that is over leaves no claim: queued becomes error, in_progress becomes failure.

# record_state RECORD STATE TEXT
record_state() {
  local status
  status=$(jq -cn --arg state "$2" --arg text "$3" \
    --arg log "${GITHUB_SERVER_URL:-https://github.com}/${GITHUB_REPOSITORY:?}/actions/runs/${GITHUB_RUN_ID:-}" \
    '{state: $state, description: ($text | gsub("[[:cntrl:]]"; " ") | .[0:140]), log_url: $log, auto_inactive: false}') || return 1
  github POST "$(repo)/deployments/$1/statuses" "$status" >/dev/null
}

# records_of ENVIRONMENT: one JSON object a line, the newest first, up to the hundredth; whatever is older was overtaken long ago.
# Not those that somebody else wrote or that are malformed, and not those of the present run.
records_of() {
  local url records="" pages=0
  url="$API/$(repo)/deployments?environment=$(uri "$1")&task=release&per_page=100"
  while [[ -n $url ]]; do
    ((++pages <= 50)) || die "$1 has too many records that this pipeline did not write: delete them, then start again"
    ask GET "$url" || return $?
    records+=$(jq -c --arg id "$RELEASE_PATTERN" --arg version "$VERSION_PATTERN" \
      --arg run "${GITHUB_RUN_ID:-}" --argjson attempt "${GITHUB_RUN_ATTEMPT:-1}" '
      def like($pattern): strings | test("\\A(?:" + $pattern + ")\\z");
      .[] | select(.creator.login == "github-actions[bot]")
      | {record: .id} + (.payload | (strings | fromjson?), . | objects
          | {id, version, commit, digest, source, approvers, run, attempt: (.attempt // 1), reason, withdraws, starters, rehearses})
      | select((.id | like($id)) and (.version | like($version)) and (.commit | like("[0-9a-f]{40}"))
          and (.digest | like("sha256:[0-9a-f]{64}")) and (.run | like("[0-9]+")) and (.attempt | type == "number"))
      | select(.run != $run or .attempt != $attempt)' <<<"$reply_body")$'\n' || return 1
    url=$(next_page)
    (($(jq -s length <<<"$records") < 100)) || break
  done
  jq -cs 'sort_by(-.record)[:100][]' <<<"$records"
}

# judge RECORD: the record with its state, since when, and the run's page; nothing if it does not count or gave up.
judge() {
  local record run code=0
  record=$(github GET "$(repo)/deployments/$(field record "$1")/statuses?per_page=100" | jq -c --argjson record "$1" '
    [.[] | select(.creator.login == "github-actions[bot]" and .state != "inactive")] | max_by(.id) // {state: "queued"}
    | $record + {state: (if .state == "pending" then "queued" else .state end), since: .created_at}') || return 1
  [[ $(field state "$record") != error ]] || return 0
  run=$(MAY_BE_ABSENT=yes github GET "$(repo)/actions/runs/$(field run "$record")") || code=$?
  if ((code == 4)); then
    say "Record $(field record "$record") ($(field id "$record")) does not count: its run $(field run "$record") is gone"
    return 0
  fi
  ((code == 0)) || return 1
  jq -cs --arg branch "$DEFAULT_BRANCH" '
    . as [$record, $run]
    | select($run.head_branch == $branch and $run.head_repository.full_name == $run.repository.full_name
        and ($run.path // "" | split("@")[0] | IN($ARGS.positional[])))
    | ($run.status == "completed" or $run.run_attempt > $record.attempt) as $over
    | select(($over and $record.state == "queued") | not)
    | $record + {link: $run.html_url} + if $over and $record.state == "in_progress" then {state: "failure"} else {} end' \
    --args "${RECORDING_WORKFLOWS[@]}" <<<"$record $run"
}

# newest STATE…: of the records on stdin the first that counts and is in one of these states; nothing if there is none.
newest() {
  local records record
  mapfile -t records
  for record in "${records[@]}"; do
    record=$(judge "$record") || return 1
    if [[ -n $record && " $* " == *" $(field state "$record") "* ]]; then
      printf '%s\n' "$record"
      return 0
    fi
  done
}

# running_in ENVIRONMENT: prints the record of what runs there. Fails and prints why if that is not known.
running_in() {
  local record
  record=$(records_of "$1" | newest queued in_progress success failure) || {
    printf 'GitHub did not say what runs in %s; start again when it does' "$1"
    return 1
  }
  case $(field state "${record:-null}") in
    success) printf '%s\n' "$record" ;;
    failure) printf 'the newest deployment to %s (%s, %s) failed, so nobody knows what runs there; deploy there again first' \
      "$1" "$(field id "$record")" "$(field link "$record")" ;;
    "") printf 'no release was ever deployed to %s by this pipeline; if one runs there, record it with %s' "$1" "$ADOPT_WORKFLOW" ;;
    *) printf '%s is on its way to %s (%s); start again when it has arrived' "$(field id "$record")" "$1" "$(field link "$record")" ;;
  esac
  [[ $(field state "${record:-null}") == success ]]
}

# withdrawal_of RELEASE ENVIRONMENT: the rollback that took the release out of there, unless somebody gave a reason to bring it back since.
withdrawal_of() {
  local record
  record=$(records_of "$2" |
    jq -c --arg release "$1" 'select(.withdraws == $release or (.id == $release and (.reason // "") != ""))' |
    newest success) || return 1
  [[ $(field withdraws "${record:-null}") != "$1" ]] || printf '%s\n' "$record"
}

# previous_release RELEASE ENVIRONMENT: its id; nothing if there is none.
previous_release() {
  local record
  record=$(previous_record "$1" "$2") || return 1
  field id "${record:-null}"
}

# previous_record RELEASE ENVIRONMENT [ALSO]: of the newest other release that succeeded there, and in the other environment too, and
# was not withdrawn; nothing if there is none.
previous_record() {
  local record tried=("$1") release
  while true; do
    record=$(records_of "$2" | jq -c 'select(.id | IN($ARGS.positional[]) | not)' --args "${tried[@]}" | newest success) || return 1
    [[ -n $record ]] || return 0
    release=$(field id "$record")
    if is_good "$release" "$2" "${3:-$2}"; then break; fi
    tried+=("$release")
  done
  printf '%s\n' "$record"
}

# is_good RELEASE ENVIRONMENT ALSO: it was not withdrawn, and succeeded in the other environment too.
is_good() {
  local record
  record=$(withdrawal_of "$1" "$2") || exit 1
  [[ -z $record ]] || return 1
  [[ $3 != "$2" ]] || return 0
  record=$(records_of "$3" | jq -c --arg release "$1" 'select(.id == $release)' | newest success) || exit 1
  [[ -n $record ]] || return 1
  record=$(withdrawal_of "$1" "$3") || exit 1
  [[ -z $record ]]
}

# output_release_before RELEASE ENVIRONMENT: what a rollback of it would bring back; nothing if there is no such release.
output_release_before() {
  local record
  record=$(previous_record "$1" "$2" "$(rollback_source "$2")") || exit 1
  if [[ -n $record ]]; then
    output_release "$record"
    say "If it fails, $2 goes back to $(field id "$record")"
  else
    output release ""
    notice "no other release was good in $2 before, so a failure cannot be taken back by itself"
  fi
}

# output_way_back ENVIRONMENT RELEASE: what runs there, or nobody knows whether it runs, and what it goes back to.
output_way_back() {
  local leaves record source
  leaves=$(records_of "$1" | newest in_progress success failure) || exit 1
  [[ -n $leaves ]] || die "no release was ever deployed to $1 by this pipeline, so there is nothing to take back"
  source=$(rollback_source "$1")
  if [[ -n $2 ]]; then
    require_release_id "$2"
    require_way_back "$1" "$2" "$(field id "$leaves")"
    record=$(records_of "$1" | jq -c --arg release "$2" 'select(.id == $release)' | newest success) || exit 1
  else
    record=$(previous_record "$(field id "$leaves")" "$1" "$source") || exit 1
    [[ -n $record ]] || die "no other release was good in $1${source:+ and in $source}, so there is nothing to go back to; deploy a new one"
  fi
  output_release "$record"
  output leaves "$(field id "$leaves")"
  output leaves-version "$(field version "$leaves")"
  output leaves-commit "$(field commit "$leaves")"
  say "$1 goes from $(field id "$leaves") back to $(field id "$record")"
}

# require_way_back ENVIRONMENT RELEASE LEAVES: the release was good there, and what it leaves is still what was deployed last.
require_way_back() {
  local record source
  record=$(records_of "$1" | newest in_progress success failure) || exit 1
  [[ $(field id "${record:-null}") == "$3" ]] ||
    die "$1 got $(field id "${record:-null}") meanwhile, not $3; start the rollback anew if it is still needed"
  [[ $2 != "$3" || $(field state "$record") == failure ]] || die "$2 runs in $1 already; leave release_id empty for the one before"
  record=$(records_of "$1" | jq -c --arg release "$2" 'select(.id == $release)' | newest success) || exit 1
  [[ -n $record ]] || die "$(shown "$2") never succeeded in $1, so it is no way back; leave release_id empty for the one before"
  source=$(rollback_source "$1")
  is_good "$2" "$1" "${source:-$1}" ||
    die "$2 was withdrawn${source:+, or never succeeded in $source}; leave release_id empty for the newest that is good"
}

# output_rehearsal ENVIRONMENT: what is tried where its way is rehearsed: back to the release before, and on to the one that runs there.
output_rehearsal() {
  local place running before key
  place=$(place_of "$1") || die "the way into $(shown "$1") is rehearsed nowhere"
  running=$(running_in "$place") || die "$running"
  before=$(previous_record "$(field id "$running")" "$place") || exit 1
  [[ -n $before ]] || die "no other release was good in $place, so there is no way back to rehearse; deploy another one there first"
  output_release "$running"
  output before "$(field id "$before")"
  for key in version commit digest; do output "before-$key" "$(field "$key" "$before")"; done
}

# ---- what may go where -----------------------------------------------------------------------------------------------

require_default_branch() {
  [[ ${GITHUB_REF:-} == "refs/heads/$DEFAULT_BRANCH" ]] ||
    die "this ran on $(shown "${GITHUB_REF:-nothing}"); start it on $DEFAULT_BRANCH, because only that has today's rules"
}

# require_environment ENVIRONMENT
require_environment() {
  local environment
  for environment in "${ENVIRONMENTS[@]}"; do
    [[ $environment != "$1" ]] || return 0
  done
  die "$(shown "$1") is not an environment of this pipeline; these are: $(list "${ENVIRONMENTS[@]}")"
}

# require_path FROM TO
require_path() {
  local to targets=()
  require_environment "$1"
  require_environment "$2"
  [[ $1 != "$2" ]] || die "a release cannot be promoted from $1 to itself"
  for to in "${ENVIRONMENTS[@]}"; do
    if way_of "$1" "$to" >/dev/null; then targets+=("$to"); fi
  done
  ((${#targets[@]} > 0)) || die "$1 -> $2 is not drawn in the map; $1 is where a release's way ends"
  way_of "$1" "$2" >/dev/null || die "$1 -> $2 is not drawn in the map; from $1 a release may go to: $(list "${targets[@]}")"
}

# require_reason TEXT
require_reason() {
  [[ $1 =~ [[:alnum:]] ]] || die "there is no reason; say in a few words why, because it is recorded"
}

# require_commit COMMIT
require_commit() {
  local code=0
  [[ $1 =~ ^[0-9a-f]{40}$ ]] || die "$(shown "$1") is not a commit; give all 40 digits"
  github GET "$(repo)/git/commits/$1" >/dev/null || code=$?
  ((code != 4)) || die "there is no commit ${1:0:12} in ${GITHUB_REPOSITORY:?}"
  ((code == 0)) || exit 1
}

# require_release_id RELEASE
require_release_id() {
  [[ $1 =~ $RELEASE_PATTERN ]] || die "$(shown "$1") is not a release id; one looks like $RELEASE_EXAMPLE"
}

# require_release_version VERSION ENVIRONMENT: production gets no prerelease.
require_release_version() {
  [[ $1 =~ $VERSION_PATTERN ]] || die "$(shown "$1") is not a version; one looks like 2.0.0"
  ! is_production "$2" || [[ -z ${BASH_REMATCH[1]} ]] ||
    die "$1 is a prerelease, which never enters $2; make it ${1%%-*} first${RELEASE_BRANCH_EXAMPLE:+, on a branch like $RELEASE_BRANCH_EXAMPLE}"
}

# require_running RELEASE ENVIRONMENT: prints the record.
require_running() {
  local record
  record=$(running_in "$2") || die "$record"
  [[ $(field id "$record") == "$1" ]] ||
    die "$(field id "$record") runs in $2, not $1; start again with that id if it is the one you mean"
  printf '%s\n' "$record"
}

# require_newer RELEASE ENVIRONMENT: an older release never overwrites a newer one, be that known to run or not. The same one again is fine.
require_newer() {
  local record
  record=$(records_of "$2" | newest in_progress success failure) || exit 1
  [[ -z $record || ! $(field id "$record") > $1 ]] ||
    die "$2 got $(field id "$record"), which is newer than $1; take that one or a newer one, or roll back first"
}

# require_not_withdrawn RELEASE ENVIRONMENT REASON
require_not_withdrawn() {
  local record
  record=$(withdrawal_of "$1" "$2") || exit 1
  [[ -n $record ]] || return 0
  [[ -n $3 ]] || die "$1 was withdrawn from $2 (\"$(field reason "$record")\"); to bring it back, start again and give a reason in override"
  warn "$1 was withdrawn from $2 and comes back: $3"
  summary "**$1 was withdrawn from $2 and comes back:** $3"
}

# skip_if_superseded RELEASE ENVIRONMENT: a push that a newer one overtook ends here, and well.
skip_if_superseded() {
  local record
  record=$(records_of "$2" | newest in_progress success failure) || exit 1
  if [[ -z $record || ! $(field id "$record") > $1 ]]; then
    record=$(records_of "$2" | jq -c --arg release "$1" 'select(.id > $release)' | newest queued) || exit 1
  fi
  if [[ -z $record ]]; then
    output go true
    return 0
  fi
  leave_turn "superseded by $(field id "$record")"
  output go false
  notice "$1 was not deployed to $2: the newer $(field id "$record") got ahead of it ($(field link "$record"))"
  summary "**$1** was not deployed to $2: the newer [$(field id "$record")]($(field link "$record")) got ahead of it."
  exit 0
}

# ---- the turn: one deployment at a time in an environment ------------------------------------------------------------

turn=""

# create_record ENVIRONMENT: prints the number of our record of what is to run there.
# Reads RELEASE_ID VERSION COMMIT DIGEST SOURCE APPROVERS CONFIRMED REASON WITHDRAWS REHEARSES.
create_record() {
  local record production=false starters='[]'
  ! is_production "$1" || production=true
  # Whoever started this counts as the starter of what goes on from here by itself.
  ! goes_on "$1" || starters=$(starters) || exit 1
  record=$(jq -cn --arg environment "$1" --argjson production "$production" --argjson attempt "${GITHUB_RUN_ATTEMPT:-1}" \
    --arg id "${RELEASE_ID:?}" --arg version "${VERSION:?}" --arg commit "${COMMIT:?}" --arg digest "${DIGEST:?}" \
    --arg source "${SOURCE:?}" --arg approvers "${APPROVERS:-}" --arg run "${GITHUB_RUN_ID:?}" \
    --arg reason "${REASON:-}" --arg withdraws "${WITHDRAWS:-}" --arg rehearses "${REHEARSES:-}" --argjson starters "$starters" \
    --arg confirmed "${CONFIRMED:-}" '
    { ref: $commit, task: "release", environment: $environment, production_environment: $production,
      auto_merge: false, required_contexts: [], description: ("\($id) \($version)" | .[0:140]),
      payload: ({id: $id, version: $version, commit: $commit, digest: $digest, source: $source,
        approvers: ($approvers | split(" ") | map(select(. != ""))), run: $run, attempt: $attempt,
        reason: $reason, withdraws: $withdraws}
        + if $confirmed == "" then {} else {confirmed: ($confirmed | split("\n") | map(.[2:]))} end
        + if $starters == [] then {} else {starters: $starters} end
        + if $rehearses == "" then {} else {rehearses: $rehearses} end) }') || exit 1
  github POST "$(repo)/deployments" "$record" | jq -er .id || exit 1
}

# take_turn ENVIRONMENT: writes our record and waits until no older one is under way; of two at once, the smaller number goes first.
# Whoever changes an environment has had its turn, so nothing is under way behind a record that succeeded or failed.
# If the shell ends before keep_turn, the record says that nothing has changed.
take_turn() {
  local ahead waited_for="" end=$((SECONDS + ${TURN_SECONDS:-900}))
  turn=$(create_record "$1") || exit 1
  trap 'leave_turn "gave up before anything changed"' EXIT
  record_state "$turn" queued "waits for its turn" || exit 1
  while true; do
    ahead=$(records_of "$1" | jq -c --argjson turn "$turn" 'select(.record < $turn)' | newest queued in_progress success failure) || exit 1
    [[ -n ${WITHDRAWS:-} ]] || yield_to_rollback "$1" "$turn"
    [[ $(field state "${ahead:-null}") == @(queued|in_progress) ]] || break
    ((SECONDS < end)) ||
      die "$1 is busy: $(field id "$ahead") is on its way there ($(field link "$ahead")); start again when it has arrived"
    [[ $waited_for == "$ahead" ]] || say "Waiting for $(field id "$ahead"), which is on its way to $1: $(field link "$ahead")"
    waited_for=$ahead
    sleep "${TURN_PAUSE:-15}"
  done
}

# yield_to_rollback ENVIRONMENT RECORD: whoever takes a release back goes before whoever has changed nothing yet.
yield_to_rollback() {
  local back
  back=$(records_of "$1" | jq -c --argjson record "$2" 'select(.record > $record and (.withdraws // "") != "")' |
    newest queued in_progress success failure) || exit 1
  [[ -z $back ]] || die "$1 is taken back to $(field id "$back") ($(field link "$back")); look at that first, then start again"
}

# leave_turn WHY: gives the turn back, if we have it.
leave_turn() {
  trap - EXIT
  [[ -z $turn ]] || record_state "$turn" error "$1" || true # the end of the run says the same
  turn=""
}

# keep_turn: from here on the record belongs to the deploy script.
keep_turn() {
  trap - EXIT
  output record "${turn:?take_turn comes first}"
  output go true
}

# finish_adoption: what runs here was not deployed by the pipeline, and is recorded as if it had been.
finish_adoption() {
  trap - EXIT
  record_state "${turn:?take_turn comes first}" success "$RELEASE_ID $VERSION, adopted" || exit 1
  summary "**${TARGET:?}** runs **$RELEASE_ID** ($VERSION, ${COMMIT:0:12}). It was recorded, not deployed: $REASON"
}

# ---- people ----------------------------------------------------------------------------------------------------------

# start_anew: how to start this deployment again. Reads SOURCE, and TARGET RELEASE_ID REASON, or TARGET BRANCH, or TARGET TAG.
start_anew() {
  case " push manual tag ${ENVIRONMENTS[*]} " in
    *" ${SOURCE:-none} "*) ;;
    *)
      printf 'start the workflow anew with the same inputs'
      return 0
      ;;
  esac
  case $SOURCE in
    push) printf 'push again' ;;
    manual) dispatch_command "$DEPLOY_WORKFLOW" "environment=${TARGET:-}" "release_type=${TARGET:-}" "branch=${BRANCH:-}" ;;
    tag) dispatch_command "$DEPLOY_WORKFLOW" "environment=${TARGET:-}" "release_type=${TARGET:-}" "tag=${TAG:-}" ;;
    *) dispatch_command "$PROMOTE_WORKFLOW" "release_id=${RELEASE_ID:-}" "source_environment=$SOURCE" \
      "target_environment=${TARGET:-}" "override=${REASON:-}" ;;
  esac
}

# dispatch_command WORKFLOW KEY=VALUE…: the line to type; empty values are left out.
dispatch_command() {
  local input
  printf 'start it anew: gh workflow run %s' "$1"
  shift
  for input in "$@"; do
    [[ -z ${input#*=} ]] || printf ' -f %s=%q' "${input%%=*}" "${input#*=}"
  done
}

require_first_attempt() {
  [[ ${GITHUB_RUN_ATTEMPT:?} == 1 ]] ||
    die "this is a re-run, and GitHub does not say which attempt an approval was for; $(start_anew)"
}

# require_reviewers ENVIRONMENT: a gate that nobody has to open is no gate. GitHub creates an unknown environment without any protection.
require_reviewers() {
  local settings code=0
  settings=$(MAY_BE_ABSENT=yes github GET "$(repo)/environments/$(uri "$1")") || code=$?
  ((code == 0 || code == 4)) || exit 1
  settings=$(jq -c 'first(.protection_rules[]? | select(.type == "required_reviewers" and (.reviewers | length) > 0))' \
    <<<"${settings:-null}") || exit 1
  [[ -n $settings ]] ||
    die "$1 has no required reviewers on GitHub: run \`gatewright apply\`, or create it from .github/environments/$1.json"
  [[ $(field prevent_self_review "$settings") == true ]] ||
    die "$1 lets people approve what they started: run \`gatewright apply\`, or tick \"Prevent self-review\" in its settings on GitHub"
}

# starters: everybody who started this run, as a JSON list of {id, login}. Behind a bot stands the run that it acted for: the push that
# was handed over, or whoever brought the release to where it goes on from by itself.
starters() {
  local run parent=null
  run=$(github GET "$(repo)/actions/runs/${GITHUB_RUN_ID:?}") || return 1
  if jq -e '.actor.type == "Bot" and .event == "workflow_dispatch"' <<<"$run" >/dev/null; then
    if is_automatic "${SOURCE:-}" "${TARGET:-}"; then
      parent=$(running_in "$SOURCE") || die "$parent"
      jq -ec '.starters | select(length > 0)' <<<"$parent" ||
        die "the record of $(field id "$parent") in $SOURCE does not say who started it, so nobody can tell who may approve; $(start_anew)"
      return 0
    fi
    [[ -n ${STARTED_BY_RUN:-} ]] ||
      die "$(jq -r .actor.login <<<"$run") started this run, so nobody can tell which person did; $(start_anew)"
    parent=$(pushing_run "$STARTED_BY_RUN") || return 1
  fi
  jq -cs '[.[] | objects | .actor, .triggering_actor | objects | {id, login}] | unique_by(.id)' <<<"$run $parent"
}

# is_automatic FROM TO: releases go on along this arrow by themselves.
is_automatic() {
  local i
  for ((i = 0; i < ${#AUTOMATIC[@]}; i += 2)); do
    [[ ${AUTOMATIC[i]} != "$1" || ${AUTOMATIC[i + 1]} != "$2" ]] || return 0
  done
  return 1
}

# goes_on ENVIRONMENT: releases go on from there by themselves.
goes_on() {
  local i
  for ((i = 0; i < ${#AUTOMATIC[@]}; i += 2)); do
    [[ ${AUTOMATIC[i]} != "$1" ]] || return 0
  done
  return 1
}

# promote RELEASE FROM TO
promote() {
  local body
  body=$(jq -cn --arg ref "$DEFAULT_BRANCH" --arg release "$1" --arg from "$2" --arg to "$3" \
    '{ref: $ref, inputs: {release_id: $release, source_environment: $from, target_environment: $to}}')
  github POST "$(repo)/actions/workflows/$(uri "$PROMOTE_WORKFLOW")/dispatches" "$body" >/dev/null || exit 1
  notice "$1 goes on from $2 to $3 in a run of $PROMOTE_WORKFLOW"
}

# promotions FROM TO [STATUS]: the runs that were started by themselves, one a line: number, release, status, conclusion.
promotions() {
  local url
  url="$API/$(repo)/actions/workflows/$(uri "$PROMOTE_WORKFLOW")/runs?actor=$(uri 'github-actions[bot]')${3:+&status=$3}&per_page=100"
  while [[ -n $url ]]; do
    ask GET "$url" || return $?
    jq -r --arg head "Promote " --arg tail " from $1 to $2" '
      .workflow_runs[] | select(.actor.login == "github-actions[bot]") | . as $run
      | .display_title | select(startswith($head) and endswith($tail)) | ltrimstr($head) | rtrimstr($tail)
      | select(test("\\A[^ ]+\\z")) | "\($run.id) \(.) \($run.status) \($run.conclusion // "none")"' <<<"$reply_body" || return $?
    url=$(next_page)
  done
}

# end_older RELEASE FROM TO: only the newest waits for people. What a person started is that person's to end.
end_older() {
  local runs run release
  runs=$(promotions "$2" "$3" waiting) || exit 1
  while read -r run release _; do
    [[ -n $run && $release < $1 ]] || continue
    request POST "$API/$(repo)/actions/runs/$run/cancel"
    [[ $reply_status == @(202|409) ]] || complain || exit 1 # 409: it is over
    notice "$release no longer waits to go from $2 to $3: $1 is newer"
  done <<<"$runs"
}

# require_approvals SLOT… [-- ENVIRONMENT…]: each slot was approved by a person of its own, each other environment by anybody;
# by nobody who started the run. Prints the logins.
require_approvals() {
  local slots=() others=() environment starters reviews verdict
  while (($# > 0)) && [[ $1 != -- ]]; do
    slots+=("$1")
    shift
  done
  (($# == 0)) || others=("${@:2}")
  ((${#slots[@]} + ${#others[@]} > 0)) || return 0
  require_first_attempt
  for environment in "${slots[@]}" "${others[@]}"; do
    require_reviewers "$environment"
  done
  starters=$(starters) || exit 1
  reviews=$(github GET "$(repo)/actions/runs/${GITHUB_RUN_ID:?}/approvals") || exit 1
  verdict=$(jq -rs --argjson slots "${#slots[@]}" '
    . as [$starters, $reviews]
    | $ARGS.positional[:$slots] as $slots | $ARGS.positional[$slots | length:] as $others
    | def given: ascii_downcase as $gate
        | [$reviews[] | select(.state == "approved" and any(.environments[]; .name | ascii_downcase == $gate)) | .user | objects]
        | unique_by(.id);
      def counted: given | map(select(.id | IN($starters[].id) | not));
      # Tries every way to give each slot a person of its own: three people at three gates are too few if ann alone opened two of them.
      def filled($slots; $taken): $slots == [] or any($slots[0] | counted[].id; . as $id
        | ($id | IN($taken[]) | not) and filled($slots[1:]; $taken + [$id]));
      def names: map(.login + if .id | IN($starters[].id) then " (who started the run)" else "" end) | join(", ");
    [$reviews[] | select(.state == "rejected")
      | "\(.user.login // "somebody") rejected \(.environments | map(.name) | join(", "))"] as $rejected
    | ($slots + $others) as $all
    | ($all | map(select(counted == []))) as $missing
    | if $rejected != [] then $rejected | join("; ")
      elif $missing == [] and filled($slots; []) then "approved by " + ([$all[] | counted[].login] | unique | join(" "))
      else ($all | map(. + " by " + (given | if . == [] then "nobody" else names end)) | join("; ")) as $so_far
        | ($slots | length) as $people
        | (if $people > 1 then "\($people) different people have to approve" else "somebody has to approve" end)
          + " who did not start the run (\($starters | map(.login) | join(", ")) did). So far: \($so_far). Missing: "
          + (if $missing == [] then "one more person" else $missing | join(", ") end)
      end' --args "${slots[@]}" "${others[@]}" <<<"$starters $reviews")
  [[ $verdict == "approved by "* ]] || die "$verdict; $(start_anew)"
  printf '%s\n' "${verdict#approved by }"
}

# ---- starting: a push, or a person by hand ---------------------------------------------------------------------------

# require_push BRANCH ENVIRONMENT
require_push() {
  local i branches=()
  require_environment "$2"
  for ((i = 0; i < ${#PUSHES[@]}; i += 3)); do
    [[ ${PUSHES[i + 2]} == "$2" ]] || continue
    [[ ! $1 =~ ${PUSHES[i + 1]} ]] || return 0
    branches+=("${PUSHES[i]}")
  done
  ((${#branches[@]} > 0)) || die "no push is deployed to $2"
  die "a push to $(shown "$1") is not deployed to $2; one to these branches is: $(list "${branches[@]}")"
}

# require_manual ENVIRONMENT RELEASE_TYPE BRANCH: prints the branch; none given: the one with the highest version.
require_manual() {
  local i branch=$3 branches=() by_hand=()
  require_environment "$1"
  [[ $1 == "$2" ]] || die "environment is $1 and release_type is $(shown "$2"); both say where to, so make them the same"
  for ((i = 0; i < ${#MANUALS[@]}; i += 4)); do
    by_hand+=("${MANUALS[i + 2]}")
    [[ ${MANUALS[i + 2]} != "$1" ]] || branches+=("${MANUALS[i]}")
  done
  ((${#by_hand[@]} > 0)) || die "nothing is deployed by hand in this pipeline"
  ((${#branches[@]} > 0)) || die "$1 is not deployed by hand; only $(list "${by_hand[@]}") may be"
  if [[ -z $branch ]]; then
    branch=$(highest_branch "$1") || exit 1
  fi
  require_branch_name "$branch"
  for ((i = 0; i < ${#MANUALS[@]}; i += 4)); do
    if [[ ${MANUALS[i + 2]} == "$1" && $branch =~ ${MANUALS[i + 1]} ]]; then
      printf '%s\n' "$branch"
      return 0
    fi
  done
  die "$(shown "$branch") may not be deployed to $1; only these branches may: $(list "${branches[@]}")"
}

# require_branch_name BRANCH: git's own rules, so that a name cannot mean another place in a URL.
require_branch_name() {
  [[ -n $1 && /$1/ != *//* && $1 != *..* && $1 != *[[:cntrl:][:space:]~^:?*[\\]* ]] || die "$(shown "$1") is not the name of a branch"
}

# highest_branch ENVIRONMENT: of the release branches that may go there by hand, the one with the highest version.
highest_branch() {
  local i refs ref found=""
  [[ -n $RELEASE_BRANCH_PATTERN ]] || die "branches have no versions here, so none is the highest; say which branch to deploy to $1"
  for ((i = 0; i < ${#MANUALS[@]}; i += 4)); do
    [[ ${MANUALS[i + 2]} == "$1" ]] || continue
    refs=$(github GET "$(repo)/git/matching-refs/heads/$(uri_path "${MANUALS[i + 3]}")" |
      jq -r '.[].ref | ltrimstr("refs/heads/")') || return 1
    while read -r ref; do
      [[ $ref =~ ${MANUALS[i + 1]} && $ref =~ $RELEASE_BRANCH_PATTERN ]] || continue
      found+="${BASH_REMATCH[1]} $ref"$'\n'
    done <<<"$refs"
  done
  [[ -n $found ]] || die "there is no branch to deploy to $1; create one like $RELEASE_BRANCH_EXAMPLE, or say which branch"
  found=$(printf '%s' "$found" | sort -t . -k 1,1n -k 2,2n -k 3,3n | tail -n 1)
  printf '%s\n' "${found#* }"
}

# commit_of_branch BRANCH
commit_of_branch() {
  local ref code=0
  require_branch_name "$1"
  ref=$(MAY_BE_ABSENT=yes github GET "$(repo)/git/ref/heads/$(uri_path "$1")") || code=$?
  ((code != 4)) || die "there is no branch $(shown "$1"); push it first, or name another"
  ((code == 0)) || exit 1
  jq -er '.object.sha | select(test("\\A[0-9a-f]{40}\\z"))' <<<"$ref" || die "GitHub names no commit for the branch $(shown "$1")"
}

# require_tag TAG ENVIRONMENT RELEASE-TYPE
require_tag() {
  local i tags=()
  require_environment "$2"
  [[ $2 == "$3" ]] || die "environment is $2 and release_type is $(shown "$3"); both say where to, so make them the same"
  [[ -z ${BRANCH:-} ]] || die "a branch ($(shown "$BRANCH")) and a tag ($(shown "$1")) were given; a release is made from one of them, so leave the other out"
  require_branch_name "$1"
  for ((i = 0; i < ${#TAGS[@]}; i += 3)); do
    [[ ${TAGS[i + 2]} == "$2" ]] || continue
    [[ ! $1 =~ ${TAGS[i + 1]} ]] || return 0
    tags+=("${TAGS[i]}")
  done
  ((${#tags[@]} > 0)) || die "no tag is deployed to $2"
  die "the tag $(shown "$1") is not deployed to $2; one like these is: $(list "${tags[@]}")"
}

# commit_of_tag TAG: an annotated tag is an object of its own, which names the commit.
commit_of_tag() {
  local ref code=0
  ref=$(MAY_BE_ABSENT=yes github GET "$(repo)/git/ref/tags/$(uri_path "$1")") || code=$?
  ((code != 4)) || die "there is no tag $(shown "$1"); push it first, or name another"
  ((code == 0)) || exit 1
  if [[ $(jq -r .object.type <<<"$ref") == tag ]]; then
    ref=$(github GET "$(repo)/git/tags/$(jq -r '.object.sha | @uri' <<<"$ref")") || exit 1
  fi
  jq -er '.object | select(.type == "commit") | .sha | select(test("\\A[0-9a-f]{40}\\z"))' <<<"$ref" ||
    die "the tag $(shown "$1") is not on a commit; tag a commit"
}

# release_of COMMIT: the record of the newest release that was built from this commit and ran somewhere; nothing if there is none.
release_of() {
  local environment found="" record
  for environment in "${ENVIRONMENTS[@]}"; do
    record=$(records_of "$environment" | jq -c --arg commit "$1" 'select(.commit == $commit)' | newest success) || exit 1
    found+=$record$'\n'
  done
  jq -cs 'max_by(.id) // {}' <<<"$found"
}

# version_in_file COMMIT: what the file of VERSION_FROM says, a changelog by its first heading with a version.
version_in_file() {
  local file=$VERSION_FROM text line version="" code=0 heading='^## +\[?v?([0-9]+\.[0-9]+\.[0-9]+[-+.0-9A-Za-z]*)'
  [[ $file != changelog ]] || file=CHANGELOG.md
  text=$(MAY_BE_ABSENT=yes ACCEPT=application/vnd.github.raw+json github GET "$(repo)/contents/$(uri_path "$file")?ref=$1") || code=$?
  ((code != 4)) || die "there is no $file at ${1:0:12}, and the version is read from it; add it, or change \`version\` in the pipeline"
  ((code == 0)) || exit 1
  if [[ $VERSION_FROM == changelog ]]; then
    while read -r line; do
      [[ ! $line =~ $heading ]] || {
        version=${BASH_REMATCH[1]}
        break
      }
    done <<<"$text"
  else
    version=$(jq -r '.version | strings' <<<"$text" 2>/dev/null) || version=""
  fi
  [[ $version =~ $VERSION_PATTERN ]] ||
    die "$file at ${1:0:12} has the version $(shown "$version"), and one looks like 2.0.0; correct it and commit"
  printf '%s\n' "$version"
}

# version_of BRANCH COMMIT: a release branch's own version, which the file has to confirm.
# Where there are release branches, every other build is a prerelease.
version_of() {
  local version="" named build
  if [[ $VERSION_FROM != @(|branch|tag) ]]; then
    version=$(version_in_file "$2") || exit 1
  fi
  if [[ -n ${TAG:-} ]]; then
    version_of_tag "$1" "$version"
    return 0
  fi
  if [[ -n $RELEASE_BRANCH_PATTERN && $1 =~ $RELEASE_BRANCH_PATTERN ]]; then
    named=${BASH_REMATCH[1]}
    [[ $named =~ $VERSION_PATTERN ]] || die "the branch $(shown "$1") names no version; one that does looks like $RELEASE_BRANCH_EXAMPLE"
    [[ ${version:-$named} == "$named" ]] || die "the branch $1 says $named, and $VERSION_FROM says $version; make them agree"
    version=$named
  elif [[ -n $RELEASE_BRANCH_PATTERN || -z $version ]]; then
    build=${1//[!0-9A-Za-z]/-}
    version=${version:-0.0.0}
    version=${version%%+*}
    [[ $version == *-* ]] && version+=. || version+=-
    version+="${build:0:30}.${GITHUB_RUN_NUMBER:?}"
  fi
  printf '%s\n' "$version"
}

# version_of_tag TAG VERSION-IN-FILE: what the tag says, which the file has to confirm; a candidate of a version has that version in the file.
version_of_tag() {
  local named="" says='[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$'
  [[ ! $1 =~ $says ]] || named=${BASH_REMATCH[0]}
  [[ -n $named || -n $2 ]] || die "the tag $(shown "$1") names no version; one that does looks like v2.0.0"
  [[ -z $named || -z $2 || $named == "$2" || ${named%%-*} == "$2" ]] ||
    die "the tag $1 says $named, and $VERSION_FROM says $2; make them agree"
  printf '%s\n' "${named:-$2}"
}

# what_to_build: prints the branch or the tag, and the commit that this run is about: those of the push, also of one that was handed over,
# or those that somebody asked for. Reads TARGET RELEASE_TYPE BRANCH TAG STARTED_BY_RUN.
what_to_build() {
  local branch commit
  if [[ ${GITHUB_EVENT_NAME:?} == push ]]; then
    branch=$GITHUB_REF_NAME commit=$GITHUB_SHA
  elif [[ -n ${TAG:-} ]]; then
    branch=$TAG
    require_tag "$TAG" "$TARGET" "$RELEASE_TYPE"
    if [[ -n ${STARTED_BY_RUN:-} ]]; then
      commit=$(require_parent_run "$STARTED_BY_RUN" "$TAG") || exit 1
    else
      commit=$(commit_of_tag "$TAG") || exit 1
    fi
  elif [[ -n ${STARTED_BY_RUN:-} ]]; then
    branch=$BRANCH
    require_push "$branch" "$TARGET"
    commit=$(require_parent_run "$STARTED_BY_RUN" "$branch") || exit 1
  else
    branch=$(require_manual "$TARGET" "$RELEASE_TYPE" "$BRANCH") || exit 1
    commit=$(commit_of_branch "$branch") || exit 1
  fi
  printf '%s %s\n' "$branch" "$commit"
}

# hand_over NAME: a push to another branch, or of a tag, goes on as a run on the default branch, under today's rules, for each
# environment that it is deployed to.
hand_over() {
  local name=$1 i environment body kind=branch rows=("${PUSHES[@]}") targets=()
  if [[ ${GITHUB_REF_TYPE:-branch} == tag ]]; then
    kind=tag rows=("${TAGS[@]}")
  fi
  for ((i = 0; i < ${#rows[@]}; i += 3)); do
    environment=${rows[i + 2]}
    [[ $name =~ ${rows[i + 1]} && " ${targets[*]} " != *" $environment "* ]] || continue
    targets+=("$environment")
  done
  if ((${#targets[@]} == 0)); then
    [[ $kind == branch ]] || {
      notice "no way starts at the tag $(shown "$name"): GitHub's patterns are coarser than the map's"
      return 0
    }
    die "a push to $(shown "$name") is deployed nowhere"
  fi
  for environment in "${targets[@]}"; do
    body=$(jq -cn --arg ref "$DEFAULT_BRANCH" --arg environment "$environment" --arg kind "$kind" --arg name "$name" --arg run "${GITHUB_RUN_ID:?}" \
      '{ref: $ref, inputs: {environment: $environment, release_type: $environment, ($kind): $name, started_by_run: $run}}')
    github POST "$(repo)/actions/workflows/$(uri "$DEPLOY_WORKFLOW")/dispatches" "$body" >/dev/null || exit 1
    notice "$name goes on to $environment in a run of $DEPLOY_WORKFLOW on $DEFAULT_BRANCH"
  done
}

# require_parent_run RUN BRANCH: this run was handed over by a push to that branch, and by nobody else. Prints the commit that was pushed.
require_parent_run() {
  local run
  run=$(pushing_run "$1") || exit 1
  [[ $(field head_branch "$run") == "$2" ]] ||
    die "run $1 was a push of $(shown "$(field head_branch "$run")"), not of $(shown "$2"); push again"
  field head_sha "$run"
}

# pushing_run RUN: the push that our own workflow handed over to this run.
pushing_run() {
  local run
  [[ ${GITHUB_ACTOR:-} == "github-actions[bot]" ]] || die "started_by_run is filled in by the pipeline itself; leave it empty"
  [[ $1 =~ ^[0-9]+$ ]] || die "$(shown "$1") is not the number of a run"
  run=$(github GET "$(repo)/actions/runs/$1") || die "run $1, which started this one, cannot be read"
  jq -ec --arg path ".github/workflows/$DEPLOY_WORKFLOW" '
    select(.event == "push" and (.path // "" | split("@")[0]) == $path
      and .head_repository.full_name == .repository.full_name)' <<<"$run" ||
    die "run $1 was not a push that $DEPLOY_WORKFLOW handed over; push again"
}

# ---- the release's bytes ---------------------------------------------------------------------------------------------

# pack DIR OUT GLOB…: the files that match, in an archive that depends on nothing but their names, contents and modes.
# No glob: an empty archive.
pack() {
  local dir=$1 out=$2 glob
  shift 2
  for glob in "$@"; do
    [[ $glob != /* && /$glob/ != */../* ]] || die "the artifact $(shown "$glob") leaves the directory that is built in"
    [[ -n $(matches "$dir" "$glob") ]] || die "the artifact $(shown "$glob") matches no file: does the build really write it?"
  done
  for glob in "$@"; do matches "$dir" "$glob"; done | LC_ALL=C sort -u |
    tar --create --format gnu --owner 0 --group 0 --numeric-owner --mode 'u=rwX,go=rX' --mtime @0 --no-recursion \
      --directory "$dir" --verbatim-files-from --files-from - | gzip -n >"$out"
}

# matches DIR GLOB: the files that match, one a line; a directory stands for all that is in it.
matches() (
  cd "$1"
  shopt -s globstar dotglob nullglob
  IFS=
  for match in $2; do
    [[ ! -e $match && ! -L $match ]] || find "./$match" '(' -type f -o -type l ')' -print
  done
)

# digest_of FILE
digest_of() {
  local sum
  sum=$(sha256sum <"$1") || return 1
  printf 'sha256:%s\n' "${sum%% *}"
}

# require_digest FILE DIGEST
require_digest() {
  local actual
  actual=$(digest_of "$1") || exit 1
  [[ $actual == "$2" ]] || die "these are not the bytes that were built: $actual instead of $(shown "$2"); start again"
}

# shelf_of RELEASE: the tag of the month's prerelease, which holds the bytes.
shelf_of() {
  [[ $1 =~ $RELEASE_PATTERN ]] || die "$(shown "$1") is not a release id; one looks like $RELEASE_EXAMPLE"
  printf 'builds-%s' "${BASH_REMATCH[1]:0:6}"
}

# shelf TAG: the prerelease itself, made if it is missing.
# It never names a commit to tag: GitHub's token may not tag one that changes workflows.
shelf() {
  local release
  request GET "$API/$(repo)/releases/tags/$1"
  if [[ $reply_status == 404 ]]; then
    release=$(jq -cn --arg tag "$1" '{tag_name: $tag, name: "Builds of \($tag[7:])", prerelease: true, make_latest: "false",
      body: "The bytes of each release, named by its id. The pipeline writes them once and never replaces them."}')
    request POST "$API/$(repo)/releases" --header 'Content-Type: application/json' --data-raw "$release"
    [[ $reply_status != 422 ]] || request GET "$API/$(repo)/releases/tags/$1" # another run made it just now
  fi
  [[ $reply_status == 2?? ]] || complain || return 1
  printf '%s\n' "$reply_body"
}

# claim_release FILE: uploads the bytes under an id of their own and prints the id. An asset is never replaced, so the upload is the claim;
# if the second is taken, or the upload broke off, the next second is free.
claim_release() {
  local release url try
  for ((try = 0; try < 30; try++)); do
    release="$RELEASE_HEAD$(date -u +%Y%m%d-%H%M%S)$RELEASE_TAIL"
    url=$(shelf "$(shelf_of "$release")") || exit 1
    url=$(field upload_url "$url")
    url="${url%%\{*}?name=$release.tar.gz"
    request POST "$url" --header 'Content-Type: application/gzip' --max-time 1800 --upload-file "$1"
    if [[ $reply_status == 201 && $(field state "$reply_body") == uploaded ]]; then
      printf '%s\n' "$release"
      return 0
    fi
    [[ $reply_status == 201 ]] || jq -e 'any(.errors[]?; .code == "already_exists")' <<<"$reply_body" >/dev/null 2>&1 ||
      complain || exit 1
    sleep 1
  done
  die "30 release ids in a row are taken; look into $(shelf_of "$release") on GitHub"
}

# fetch_release RELEASE DIGEST DIR: unpacks the bytes, if they are the ones that were built.
fetch_release() {
  local shelf assets asset archive actual members
  shelf=$(shelf_of "$1") || exit 1
  assets=$(MAY_BE_ABSENT=yes github GET "$(repo)/releases/tags/$shelf") ||
    die "the bytes of $1 are gone: there is no $shelf on GitHub; build the release again"
  assets=$(github GET "$(repo)/releases/$(field id "$assets")/assets?per_page=100") || exit 1
  asset=$(jq -r --arg name "$1.tar.gz" 'first(.[] | select(.name == $name)) | .url' <<<"$assets")
  [[ -n $asset ]] || die "the bytes of $1 are gone from $shelf on GitHub; build the release again"
  archive=$(mktemp)
  # GitHub sends us on to another host; curl does not take the token there.
  ACCEPT=application/octet-stream request GET "$asset" --location --max-time 1800 --output "$archive"
  [[ $reply_status == 200 ]] || complain || exit 1
  actual=$(digest_of "$archive")
  [[ $actual == "$2" ]] || die "the bytes of $1 are not the ones that were built: $actual instead of $(shown "$2"); build the release again"
  members=$(tar --list --gzip --absolute-names --file "$archive") || die "the bytes of $1 are not an archive; build the release again"
  ! grep -qE '^/|(^|/)\.\.(/|$)' <<<"$members" || die "the archive of $1 has members that leave its directory; build the release again"
  mkdir -p "$3"
  tar --extract --gzip --file "$archive" --directory "$3" --no-same-owner
  rm -f "$archive"
}
