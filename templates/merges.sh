#!/usr/bin/env bash
# What a pull request needs before it is merged, beside what GitHub's rulesets ask for themselves.
# Source it at the root of the repository; it does nothing by itself.

# shellcheck source-path=SCRIPTDIR/..
source @{ hours }

# ---- the map of merges: what is not drawn is forbidden ---------------------------------------------------------------

# The branches with a gate, two words a row: as a pattern, and the status that their ruleset requires.
GATED=()
#% for branch in branches
GATED+=(@{ branch.pattern } @{ branch.context })
#% endfor
readonly GATED

# The ways into them, five words a row: merge, hotfix or merge-back; as it is drawn; from where and into what, as patterns;
# and whose branches may take it: those of any fork, or this repository's own.
MERGES=()
#% for way in ways
MERGES+=(@{ way.kind } @{ way.words } @{ way.from } @{ way.into } @{ way.whose })
#% endfor
readonly MERGES

# What is closed while a pull request is open, two words a row: the way of the pull request, and the branches, as a pattern.
CLOSES=()
#% for closing in closings
CLOSES+=(@{ closing.way } @{ closing.branch })
#% endfor
readonly CLOSES

# conditions_of WAY: each says what is against the pull request, if anything is.
conditions_of() {
  case $1 in
    #% for way in ways
    #% if way.terms
    @{ way.words })
      #% for term in way.terms
      @{ term.name }@{% for word in term.words %}@ @{ word }@{% endfor %}@ || return 1
      #% endfor
      ;;
    #% endif
    #% endfor
    *) ;; # nothing but that it is drawn
  esac
}

# ---- one pull request ------------------------------------------------------------------------------------------------
# Nothing here stops at the first reason: whoever reads it wants to know all of them.

pull="" number="" head="" sha="" base="" owner="" author="" # what GitHub says of it
now=0 reasons=() times=() windows=() paste=()               # what is found out
timeline="" reviews="" ways=() open="[]" listed=""
declare -A issues=()

# against TEXT [EPOCH]: a reason why it is not merged, and the instant at which time mends it, if time does.
against() {
  reasons+=("$1")
  times+=("${2:-}")
}

# look_at PULL
look_at() {
  pull=$1 timeline="" reviews="" reasons=() times=() windows=()
  number=$(field number "$pull")
  head=$(jq -r .head.ref <<<"$pull")
  sha=$(jq -er '.head.sha | select(test("\\A[0-9a-f]{40}\\z"))' <<<"$pull") || return 1
  base=$(jq -r .base.ref <<<"$pull")
  owner=$(jq -r '.head.repo.full_name // ""' <<<"$pull")
  author=$(jq -r '.user.login // ""' <<<"$pull")
}

# drawn_ways HEAD BASE REPOSITORY: the ways that a pull request takes, in `ways`. A short way comes before the map's.
drawn_ways() {
  local i short=()
  ways=()
  for ((i = 0; i < ${#MERGES[@]}; i += 5)); do
    [[ $1 =~ ${MERGES[i + 2]} && $2 =~ ${MERGES[i + 3]} ]] || continue
    [[ ${MERGES[i + 4]} == any || $3 == "${GITHUB_REPOSITORY:?}" ]] || continue
    if [[ ${MERGES[i]} == merge ]]; then ways+=("${MERGES[i + 1]}"); else short+=("${MERGES[i + 1]}"); fi
  done
  ((${#short[@]} == 0)) || ways=("${short[@]}")
}

# is_drawn: what is not drawn is forbidden, where the map draws anything.
is_drawn() {
  local i on_the_map=false drawn=()
  drawn_ways "$head" "$base" "$owner"
  ((${#ways[@]} == 0)) || return 0
  for ((i = 0; i < ${#MERGES[@]}; i += 5)); do
    [[ $base =~ ${MERGES[i + 3]} ]] || continue
    drawn+=("${MERGES[i + 1]}")
    [[ ${MERGES[i]} != merge ]] || on_the_map=true
  done
  [[ $on_the_map == false ]] || against "$(shown "$head")$(from_a_fork) is not merged into $base: the map draws $(list "${drawn[@]}")"
}
from_a_fork() { [[ $owner == "${GITHUB_REPOSITORY:?}" ]] || printf ' of a fork'; }

# is_closed: another pull request keeps this branch to itself. Of two that both would, the older one goes first.
is_closed() {
  local other other_sha other_head other_base other_owner mine=false
  ! closes "$base" || mine=true
  while IFS=$'\t' read -r other other_sha other_head other_base other_owner; do
    [[ -n $other && $other != "$number" ]] || continue
    [[ $mine == false || $other -lt $number ]] || continue
    local ways=()
    drawn_ways "$other_head" "$other_base" "$other_owner"
    ! closes "$base" || against "#$other is open, and until it is merged or closed nothing else is merged into $base"
  done <<<"$listed"
}

# closes BRANCH: one of `ways` keeps it closed.
closes() {
  local i way
  for way in "${ways[@]}"; do
    for ((i = 0; i < ${#CLOSES[@]}; i += 2)); do
      [[ ${CLOSES[i]} != "$way" || ! $1 =~ ${CLOSES[i + 1]} ]] || return 0
    done
  done
  return 1
}

# is_open_for SECONDS WORDS: since it was opened or opened again, became ready, or got this target, whichever came last.
is_open_for() {
  local due
  if [[ $(field draft "$pull") == true ]]; then
    against "it is a draft: it has to be $2, counted from when it is ready for review"
    return
  fi
  due=$(jq -er --argjson age "$1" '(.created_at | fromdateiso8601) + $age' <<<"$pull") || return 1
  if ((due <= now)); then
    read_timeline || return 1
    due=$(jq -er --argjson age "$1" --argjson due "$due" '
      [$due, (.[] | select(.event | IN("reopened", "ready_for_review", "base_ref_changed", "automatic_base_change_succeeded"))
        | (.created_at | fromdateiso8601) + $age)] | max' <<<"$timeline") || return 1
  fi
  ((due <= now)) || against "it is not $2 yet" "$due"
}

read_timeline() {
  [[ -n $timeline ]] || timeline=$(github GET "$(repo)/issues/$number/timeline?per_page=100")
}

# was_verified_in ENVIRONMENT: its newest commit was deployed there by this pipeline, and found good.
was_verified_in() {
  local record
  record=$(records_of "$1" | jq -c --arg commit "$sha" 'select(.commit == $commit)' | newest success) || return 1
  [[ -n $record ]] || against "its newest commit ${sha:0:7} was not verified in $1"
}

# is_inside WINDOW
is_inside() {
  local opens
  windows+=("$1")
  ! window_is_open "$1" "$now" || return 0
  opens=$(earliest "$now" window_is_open "$1") || return 1
  if [[ -n $opens ]]; then against "the window $1 is closed" "$opens"; else against "the window $1 never opens"; fi
}
all_windows_are_open() {
  local window
  for window in "${windows[@]}"; do
    window_is_open "$window" "$1" || return 1
  done
}

# has_no_issue LABEL: a pull request with that label is no issue.
has_no_issue() {
  local found
  if [[ -z ${issues[$1]+known} ]]; then
    found=$(github GET "$(repo)/issues?state=open&labels=$(uri "$1")&per_page=100") || return 1
    issues[$1]=$(jq -r '[.[] | select(has("pull_request") | not) | "#\(.number)"] | join(", ")' <<<"$found") || return 1
  fi
  [[ -z ${issues[$1]} ]] || against "an issue with the label $1 is open: ${issues[$1]}"
}

# read_reviews: who approves its newest commit, by what each said last; never its author.
read_reviews() {
  [[ -z $reviews ]] || return 0
  reviews=$(github GET "$(repo)/pulls/$number/reviews?per_page=100") || return 1
  reviews=$(jq -c --arg sha "$sha" --arg author "$author" '
    [.[] | select(.user != null and (.state | IN("APPROVED", "CHANGES_REQUESTED", "DISMISSED")))]
    | group_by(.user.login | ascii_downcase)
    | [.[] | max_by([.submitted_at // "", .id]) | select(.state == "APPROVED" and .commit_id == $sha)
        | .user.login | ascii_downcase | select(. != ($author | ascii_downcase))]' <<<"$reviews")
}

# is_approved_by [COUNT TEAMS LOGIN,…]…: so many different people of each row, and nobody for two of them.
# Enough people are there for all rows if they are for each selection of rows.
is_approved_by() {
  local missing
  read_reviews || return 1
  missing=$(jq -rn --argjson given "$reviews" --arg author "$author" '
    $ARGS.positional as $words
    | [range(0; $words | length; 3) | $words[.:. + 3]
        | {count: .[0] | tonumber, teams: .[1], people: (.[2] | ascii_downcase | split(","))}] as $rows
    | def short($some): ([$some[].people[]] | unique) as $may
        | ([$some[].count] | add) - ($given - ($given - $may) | length);
      def approve($of): if . == 1 then "1 more person\($of) has to approve" else "\(.) more people\($of) have to approve" end;
      def selection: . as $number | [range($rows | length) as $at | select(($number / pow(2; $at) | floor) % 2 == 1) | $rows[$at]];
      [$rows[] | . as $row | short([.]) as $short | select($short > 0)
        | ($short | approve(" of " + $row.teams)) + ": " + (.people - $given - [$author | ascii_downcase] | join(", "))] as $alone
    | if $alone != [] then $alone[]
      else first(range(1; pow(2; $rows | length)) | selection | select(length > 1) | short(.) as $short | select($short > 0)
        | . as $some | ($short | approve("")) + ", since nobody counts twice for " + ([$some[].teams] | join(", ")))
      end' --args "$@") || return 1
  say_each "$missing"
}

# say_each LINES: a reason each.
say_each() {
  local line
  while read -r line; do
    [[ -z $line ]] || against "$line"
  done <<<"$1"
}

# is_confirmed_by TEAM LOGIN,… ITEM: one of them approves.
is_confirmed_by() {
  read_reviews || return 1
  jq -e --arg people "$2" 'any(IN(($people | ascii_downcase | split(","))[]))' <<<"$reviews" >/dev/null ||
    against "nobody of $1 approves, who has to confirm: $3"
}

# is_ticked ITEM…: each is ticked in the text of the pull request, where people can see it.
is_ticked() {
  local missing items item
  missing=$(jq -r '
    def plain: gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ");
    [.body // "" | gsub("<!--(?:[^-]|-(?!->))*-->"; "") | split("\n")[]
      | capture("^\\s*(?:[-*+]|[0-9]+[.)])\\s+\\[[xX]\\]\\s+(?<item>.*)$") | .item | plain] as $ticked
    | $ARGS.positional[] | select(plain | IN($ticked[]) | not)' --args "$@" <<<"$pull") || return 1
  [[ -n $missing ]] || return 0
  mapfile -t items <<<"$missing"
  for item in "${items[@]}"; do paste+=("- [ ] $item"); done
  if ((${#items[@]} == 1)); then against "1 item is not ticked in its text: ${items[0]}"; else
    against "${#items[@]} items are not ticked in its text: ${items[0]}, …"
  fi
}

# judge_pull PULL: everything that is against it, in `reasons` and `times`.
judge_pull() {
  local way mine
  look_at "$1" || return 1
  is_drawn
  is_closed
  mine=("${ways[@]}")
  for way in "${mine[@]}"; do
    conditions_of "$way" || return 1
  done
}

# ---- the verdict -----------------------------------------------------------------------------------------------------

# passes_at: when time mends all reasons; fails if time does not.
passes_at() {
  local time last=$now
  for time in "${times[@]}"; do
    [[ -n $time ]] || return 1
    ((time <= last)) || last=$time
  done
  earliest "$last" all_windows_are_open
}

# verdict: the state of the status, and its text.
verdict() {
  local text at="" more=$((${#reasons[@]} - 1))
  if ((more < 0)); then
    printf 'success all that is asked of it holds'
    return
  fi
  at=$(passes_at) || at=""
  text=${reasons[0]}
  ((more == 0)) || text+=", and $more more"
  [[ -z $at ]] || text+="; from $(wall_clock "$at") on"
  printf '%s %s' "$([[ -n $at ]] && echo pending || echo failure)" "$text"
}

# tell: the same for people, with every reason.
tell() {
  local i at line
  line="**#$number** \`${head//\`/}\` → \`$base\`"
  if ((${#reasons[@]} == 0)); then
    summary "$line: all that is asked of it holds, as far as it is not GitHub itself that asks."
    return
  fi
  summary "$line waits:"
  for i in "${!reasons[@]}"; do
    summary "- $(plain "${reasons[i]}")${times[i]:+; from $(wall_clock "${times[i]}") on}"
  done
  at=$(passes_at) || at=""
  [[ -z $at ]] || summary "Time lets it through from $(wall_clock "$at") on."
  ((${#paste[@]} == 0)) || {
    summary "The lines for its text, to be ticked:"
    printf '    %s\n' "${paste[@]}" $'\n' >>"${GITHUB_STEP_SUMMARY:-/dev/stderr}"
  }
  notice "#$number waits: ${reasons[0]}"
}

# plain TEXT: nothing in it is Markdown.
plain() { jq -rn --arg text "$1" '$text | gsub("(?<sign>[\\\\`*_\\[\\]<>|#~@])"; "\\\(.sign)")'; }

# set_status SHA CONTEXT STATE TEXT: GitHub keeps a thousand of one name for a commit, so it hears only what is new.
set_status() {
  local status
  status=$(jq -cn --arg context "$2" --arg state "$3" --arg text "$4" \
    --arg url "${GITHUB_SERVER_URL:-https://github.com}/${GITHUB_REPOSITORY:?}/actions/runs/${GITHUB_RUN_ID:-}" '
    { state: $state, context: $context, target_url: $url,
      description: ($text | gsub("[[:cntrl:]]"; " ") | if length > 140 then .[0:139] + "…" else . end) }') || return 1
  ask GET "$API/$(repo)/commits/$1/status?per_page=100" || return 1
  ! jq -e --argjson new "$status" 'any(.statuses[]; (.context | ascii_downcase) == ($new.context | ascii_downcase)
    and .state == $new.state and .description == $new.description)' <<<"$reply_body" >/dev/null || return 0
  request POST "$API/$(repo)/statuses/$1" --header 'Content-Type: application/json' --data-raw "$status"
  [[ $reply_status != 2?? ]] || return 0
  if [[ $reply_status == 403 && ${GITHUB_EVENT_NAME:-} == pull_request* ]] && ! is_passing; then
    notice "GitHub lets a fork's run set no status: the next run by the clock sets \"$2\" to $3, within a quarter of an hour"
    return
  fi
  complain
}

# judge_commit BASE SHA: a status belongs to a commit, so all pull requests with this commit into this branch have to be good.
judge_commit() {
  local row word text state=success said="all that is asked of it holds" i code=0
  while read -r row; do
    [[ -n $row ]] || continue
    paste=()
    judge_pull "$row" || {
      code=1 state=error said="it could not be judged: GitHub did not say everything; the next run tries again"
      break
    }
    tell
    text=$(verdict) || return 1
    word=${text%% *} text=${text#* }
    case $state:$word in
      success:* | pending:failure) state=$word said=$text ;;
    esac
  done <<<"$(jq -c --arg base "$1" --arg sha "$2" '.[] | select(.base.ref == $base and .head.sha == $sha)' <<<"$open")"
  for ((i = 0; i < ${#GATED[@]}; i += 2)); do
    [[ ! $1 =~ ${GATED[i]} ]] || set_status "$2" "${GATED[i + 1]}" "$state" "$said" || code=1
  done
  return "$code"
}

is_gated() {
  local i
  for ((i = 0; i < ${#GATED[@]}; i += 2)); do
    [[ ! $1 =~ ${GATED[i]} ]] || return 0
  done
  return 1
}

# judge_merges [NUMBER]: this pull request, and those that it keeps waiting; without a number, or of one that is closed, all.
judge_merges() {
  local wanted=${1:-} other other_sha other_head other_base other_owner key code=0
  local -A judged=()
  [[ -z $wanted || $wanted =~ ^[0-9]+$ ]] || die "$(shown "$wanted") is not the number of a pull request"
  require_clock
  now=$(now)
  open=$(github GET "$(repo)/pulls?state=open&per_page=100") || exit 1
  listed=$(jq -r '.[] | [.number, .head.sha, .head.ref, .base.ref, .head.repo.full_name // ""] | @tsv' <<<"$open") || exit 1
  ways=()
  if [[ -n $wanted ]]; then
    if jq -e --argjson number "$wanted" 'any(.number == $number)' <<<"$open" >/dev/null; then
      look_at "$(jq -c --argjson number "$wanted" '.[] | select(.number == $number)' <<<"$open")" || exit 1
      drawn_ways "$head" "$base" "$owner"
    else
      wanted=""
    fi
  fi
  local closing=("${ways[@]}")
  while IFS=$'\t' read -r other other_sha other_head other_base other_owner; do
    key="$other_sha $other_base"
    [[ -n $other && -z ${judged[$key]:-} ]] || continue
    ways=("${closing[@]}")
    [[ -z $wanted || $other == "$wanted" ]] || closes "$other_base" || continue
    is_gated "$other_base" || continue
    judged[$key]=yes
    judge_commit "$other_base" "$other_sha" || code=1
  done <<<"$listed"
  ((${#judged[@]} > 0)) || notice "no pull request into a branch with a gate is open"
  return "$code"
}
