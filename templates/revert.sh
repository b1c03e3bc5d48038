#!/usr/bin/env bash
# Takes a release back on the branch that it came from, by a commit that nobody has to write.
# Source it behind the steps; it does nothing by itself. GitHub's token has to be one that may write contents and pull requests.
# A push with GitHub's own token starts no workflow, but platforms that listen by themselves hear of it: where a workflow deploys, the way back has to
# deploy the release before as well.
# shellcheck disable=SC2154 # the steps set them

# What the branch holds after it was reverted; empty until then.
REVERTED_TO=""

# revert_on BRANCH: the branch holds again what it held in COMMIT; its own workflows stay as they are, because today's gates hold, and because GitHub's
# token may not change them. Only if nothing else was pushed since, for that would be lost. Fails with 3 where people have to do it.
revert_on() {
  local left head code=0 tree message
  if [[ $dry_run == true ]]; then
    would "take $(shown "${WITHDRAWS:-}") back on $1"
    return
  fi
  left=$(revert_left) || fail "GitHub did not say which commit ${WITHDRAWS:?} is"
  head=$(MAY_BE_ABSENT=yes github GET "$(repo)/git/ref/heads/$(uri_path "$1")" | jq -er .object.sha) || fail "there is no branch $1 to take it back on"
  message=$(revert_message "$left")
  tree=$(revert_tree "$head" "$COMMIT") || fail "GitHub did not make the files of ${COMMIT:0:12} into a commit"
  if [[ $tree == "$(revert_tree_of "$head")" ]]; then
    say "$1 holds what it held in ${COMMIT:0:12} already"
    REVERTED_TO=$head
    return
  fi
  if [[ $head != "$left" ]]; then
    say "$1 has moved on since ${left:0:12}, and that would be lost; somebody has to choose: git revert ${COMMIT:0:12}..${left:0:12}"
    return 3
  fi
  REVERTED_TO=$(github POST "$(repo)/git/commits" \
    "$(jq -cn --arg message "$message" --arg tree "$tree" --arg parent "$head" '{$message, $tree, parents: [$parent]}')" | jq -er .sha) ||
    fail "GitHub did not make a commit"
  request PATCH "$API/$(repo)/git/refs/heads/$(uri_path "$1")" --header 'Content-Type: application/json' \
    --data-raw "$(jq -cn --arg sha "$REVERTED_TO" '{$sha, force: false}')"
  case $reply_status in
    2??) say "$1 holds again what it held in ${COMMIT:0:12}: $REVERTED_TO" ;;
    # Rules of the branch, which GitHub's token does not pass.
    403 | 409 | 422)
      revert_request "$1" "$message" || code=$?
      REVERTED_TO=""
      ((code == 0)) || return "$code"
      return 3
      ;;
    *)
      complain || true
      fail "$1 could not be moved"
      ;;
  esac
}

# revert_left: the commit of the release that is left, be it one of this very run.
revert_left() {
  ask GET "$API/$(repo)/deployments?environment=$(uri "$ENVIRONMENT")&task=release&per_page=100" || return 1
  jq -er --arg id "${WITHDRAWS:?}" '
    first(.[] | select(.creator.login == "github-actions[bot]") | .payload | (strings | fromjson?), objects
      | select(.id == $id) | .commit | strings | select(test("\\A[0-9a-f]{40}\\z")))' <<<"$reply_body"
}

revert_message() {
  printf 'Revert to %s (%s)\n\nIt takes back %s (%s) in %s: %s\n' "$RELEASE_ID" "$VERSION" "$WITHDRAWS" "${1:0:12}" "$ENVIRONMENT" "${REASON:-it failed}"
}

revert_tree_of() { github GET "$(repo)/git/commits/$1" | jq -er .tree.sha; }

# revert_tree HEAD COMMIT: the files of the commit, with the workflows of the head.
revert_tree() {
  local ours theirs base changes
  base=$(revert_tree_of "$2") || return 1
  theirs=$(revert_workflows "$base") || return 1
  ours=$(revert_tree_of "$1") || return 1
  ours=$(revert_workflows "$ours") || return 1
  changes=$(jq -cn --argjson ours "$ours" --argjson theirs "$theirs" 'if $ours == $theirs then [] elif $ours == [] then $theirs | map(.sha = null) else $ours end')
  if [[ $changes == '[]' ]]; then
    printf '%s\n' "$base"
    return
  fi
  github POST "$(repo)/git/trees" "$(jq -cn --arg base "$base" --argjson tree "$changes" '{base_tree: $base, $tree}')" | jq -er .sha
}
revert_workflows() { github GET "$(repo)/git/trees/$1" | jq -c '[.tree[] | select(.path == ".github") | {path, mode, type, sha}]'; }

# revert_request BRANCH MESSAGE: a protected branch takes it by a pull request, which people merge. Nothing is back until then.
revert_request() {
  local name="revert-$WITHDRAWS" found
  found=$(github GET "$(repo)/pulls?state=open&head=$(uri "${GITHUB_REPOSITORY%%/*}:$name")&base=$(uri "$1")" | jq -r '.[0].html_url // ""') || fail "GitHub did not list its pull requests"
  if [[ -z $found ]]; then
    request POST "$API/$(repo)/git/refs" --header 'Content-Type: application/json' \
      --data-raw "$(jq -cn --arg ref "refs/heads/$name" --arg sha "$REVERTED_TO" '{$ref, $sha}')"
    # The branch is there already: an earlier try was killed behind this.
    [[ $reply_status == @(2??|422) ]] || complain || fail "there is no branch for the pull request"
    found=$(github POST "$(repo)/pulls" "$(jq -cn --arg title "${2%%$'\n'*}" --arg head "$name" --arg base "$1" --arg body "${2#*$'\n\n'}" \
      '{$title, $head, $base, $body}')" | jq -er .html_url) ||
      fail "$1 is protected, and no pull request could be opened: in the settings of the repository under Actions, allow GitHub Actions to create pull requests; or do it by hand: git revert"
  fi
  warn "$1 is protected, so $WITHDRAWS is taken back there only when people merge: $found"
}
