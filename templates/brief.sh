#!/usr/bin/env bash
# The brief: what people have to know before they say yes, on the run's page.
# Source it; it does nothing by itself.

source @{ gates }

# asked_by WAY: who is asked on this way, one line for each approval.
asked_by() {
  case $1 in
    #% for way in ways
    #% if way.asks
    @{ way.name })
      #% for line in way.asks
      printf '%s\n' @{ line }
      #% endfor
      ;;
    #% endif
    #% endfor
    *) ;;
  esac
}

# settings_of ENVIRONMENT: its variables, as this commit has them.
settings_of() {
  case $1 in
    #% for environment in environments
    #% if environment.variables
    @{ environment.name })
      #% for variable in environment.variables
      #% if variable.literal
      # shellcheck disable=SC1003,SC1112,SC2016 # the value is meant as it is written
      #% endif
      printf '%s\n' @{ variable.text }
      #% endfor
      ;;
    #% endif
    #% endfor
    *) ;;
  esac
}

# ---- the page --------------------------------------------------------------------------------------------------------

# line MARKDOWN: onto the page.
line() { printf '%s\n' "$1" >>"${GITHUB_STEP_SUMMARY:-/dev/stderr}"; }

# write_brief WAY: reads RELEASE_ID VERSION COMMIT SOURCE TARGET.
write_brief() {
  local running=""
  instant=$(now)
  line "## May $(plain "$(this_release)") go to ${TARGET:?}?"
  line ""
  line "| | |"
  line "|---|---|"
  line "| Release | $(plain "$(this_release)"), version $(plain "${VERSION:?}"), commit $(plain "${COMMIT:0:12}") |"
  if ! running=$(running_in "$TARGET"); then
    line "| Runs in $TARGET now | $(plain "$running") |"
    running=""
  else
    line "| Runs in $TARGET now | $(told "$running") |"
    line "| A way back restores | $(plain "$(field id "$running")"), version $(plain "$(field version "$running")") |"
  fi
  brief_source
  brief_clock "$1"
  line ""
  brief_commits "${running:-null}"
  brief_settings
  brief_people "$1"
}

# told RECORD: a release and since when it runs.
told() {
  local since
  since=$(jq -r '.since | fromdate' <<<"$1") || exit 1
  printf '%s, version %s, for %s, [deployed by this run](%s)' "$(plain "$(field id "$1")")" "$(plain "$(field version "$1")")" \
    "$(duration $((instant - since)))" "$(field link "$1")"
}

# brief_source: how long it has run where it comes from.
brief_source() {
  local record
  case " ${ENVIRONMENTS[*]} " in *" ${SOURCE:?} "*) ;; *) return 0 ;; esac
  if record=$(running_in "$SOURCE"); then
    line "| In $SOURCE | $(told "$record") |"
  else
    line "| In $SOURCE | $(plain "$record") |"
  fi
}

# brief_clock WAY: the windows and freezes that decide, and for how long they stay as they are.
brief_clock() {
  local name closes
  judge_rules "$1" no-wait
  for name in "${windows[@]}"; do
    closes=$(earliest "$instant" window_is_closed "$name")
    if [[ -n $closes ]]; then closes="closes on $(wall_clock "$closes") ($TIME_ZONE)"; else closes="never closes"; fi
    line "| Window $name | open, $closes |"
  done
  for name in "${places[@]}"; do
    closes=$(earliest "$instant" is_frozen "$name")
    [[ -z $closes ]] || line "| Freeze | begins on $(wall_clock "$closes") ($TIME_ZONE) |"
  done
  for name in "${lifted[@]}"; do
    line "| **Lifted for this once** | $(plain "$name"); reason: $(plain "${REASON:-}") |"
  done
  for name in "${blocked[@]}"; do
    line "| **In the way by now** | $(plain "$name") |"
  done
}
window_is_closed() { ! window_is_open "$1" "$2"; }
is_frozen() { frozen_by "$1" "$2" >/dev/null; }

# brief_commits RECORD: what is new, the newest first.
brief_commits() {
  local base compared
  base=$(field commit "$1")
  if [[ -z $base ]]; then
    line "Nothing is recorded in $TARGET, so nobody can say what is new."
    return
  fi
  compared=$(MAY_BE_ABSENT=yes github GET "$(repo)/compare/$base...$COMMIT?per_page=20") || {
    line "GitHub could not compare ${base:0:12} and ${COMMIT:0:12}."
    return
  }
  line "### What is new since then"
  line ""
  line "$(jq -r --arg url "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/compare/$base...$COMMIT" '
    def plain: gsub("[[:cntrl:]]"; " ") | .[0:100] | "`` " + gsub("`"; "'"'"'") + " ``";
    "\(.ahead_by) new, \(.behind_by) left out ([all of it](\($url))); \(.files // [] | length) files",
    "",
    (.commits[-20:] | reverse[] | "- `\(.sha[0:12])` \(.commit.message | split("\n")[0] | plain) by \(.author.login // .commit.author.name // "somebody" | plain)")
  ' <<<"$compared")"
  line ""
}

# brief_settings: where the target's variables differ from the source's.
brief_settings() {
  local theirs ours
  theirs=$(settings_of "$SOURCE")
  ours=$(settings_of "$TARGET")
  case " ${ENVIRONMENTS[*]} " in *" $SOURCE "*) ;; *) return 0 ;; esac
  [[ $theirs != "$ours" ]] || return 0
  line "### How $TARGET is set up otherwise than $SOURCE"
  line ""
  line "| variable | $SOURCE | $TARGET |"
  line "|---|---|---|"
  line "$(jq -rn --arg theirs "$theirs" --arg ours "$ours" '
    def table: split("\n") | map(select(. != "") | capture("^(?<key>[^=]*)=(?<value>.*)$")) | from_entries;
    def cell: if . == null then "–" else "`` " + (gsub("`"; "'"'"'") | gsub("\\|"; "\\|")) + " ``" end;
    ($theirs | table) as $theirs | ($ours | table) as $ours
    | ($theirs + $ours | keys_unsorted[]) | select($theirs[.] != $ours[.])
    | "| `\(.)` | \($theirs[.] | cell) | \($ours[.] | cell) |"')"
  line ""
}

# brief_people WAY: who is asked, and what they confirm by it.
brief_people() {
  local asked confirmed starters text
  asked=$(asked_by "$1")
  confirmed=$(confirmed_on "$1")
  if [[ -n $confirmed ]]; then
    line "### What you confirm by approving"
    line ""
    while IFS= read -r text; do line "- [${text:0:1}] $(plain "${text:2}")"; done <<<"$confirmed"
    line ""
  fi
  if [[ -n $asked ]]; then
    starters=$(starters | jq -r 'map(.login) | join(" ")') || exit 1
    line "### Who is asked"
    line ""
    while IFS= read -r text; do line "- $(plain "$text")"; done <<<"$asked"
    line ""
    line "Each by another person; $(plain "${starters// / and }") started this and does not count."
  fi
}
