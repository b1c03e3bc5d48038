#!/usr/bin/env bash
# Railway: uploads a release, or waits for the one that Railway takes from a push by itself, and tells failed from not known.
# Source it behind the steps; it does nothing by itself. It reads
#   RAILWAY_PROJECT     the project's name or id; the token has to be one of this project, for one of its environments
#   RAILWAY_TOKEN_IN    the name of the secret that holds the token
#   RAILWAY_SERVICES    two words a row: the service, and its folder in what is uploaded
#   RAILWAY_BY          `workflow` or `webhook`
#   RAILWAY_UPLOADS     `artifact`, if the pipeline packs one, or `checkout`
#   RAILWAY_VARIABLES   the names of the variables and secrets that are written into the services
#   RAILWAY_WITHIN      how many seconds a deployment may take
# Railway's command uploads; for all else its API is asked, whose token and values are read from files, because arguments are public.
# shellcheck disable=SC2154 # the steps set them

readonly RAILWAY_API=${RAILWAY_API:-https://backboard.railway.com/graphql/v2}
readonly RAILWAY_PAUSE=${RAILWAY_PAUSE:-5}

railway_status="" railway_answer="" railway_project_id="" railway_environment_id="" railway_ids=() railway_deployments=()

# railway_ask QUERY VARIABLES: leaves the data in railway_answer. Fails with 1 if Railway says no, and with 2 if it does not say anything;
# why is left there. Asking twice is harmless: a rollback to what runs is one that changes nothing.
railway_ask() {
  local try
  for try in 1 2 3; do
    ((try == 1)) || sleep "$RAILWAY_PAUSE"
    railway_answer=$(printf '%s' "$2" | jq -c --arg query "$1" '{query: $query, variables: .}' |
      curl --disable --silent --header @<(printf 'Project-Access-Token: %s\n' "${!RAILWAY_TOKEN_IN}") \
        --header 'Content-Type: application/json' --connect-timeout 10 --max-time 60 --write-out '\n%{http_code}' --data-binary @- "$RAILWAY_API") ||
      railway_answer=$'\n000'
    railway_status=${railway_answer##*$'\n'} railway_answer=${railway_answer%$'\n'*}
    [[ $railway_status == @(000|429|5??) ]] || break
  done
  if [[ $railway_status == @(000|429|5??) ]]; then
    railway_answer="Railway does not answer ($railway_status)"
    return 2
  fi
  if ! jq -e '.data and (.errors | not)' <<<"$railway_answer" >/dev/null 2>&1; then
    railway_answer=$(jq -er '[.errors[].message] | join(": ")' <<<"$railway_answer" 2>/dev/null) || railway_answer="got $railway_status"
    [[ ${railway_answer,,} != *"not authorized"* ]] ||
      railway_answer="the token in $RAILWAY_TOKEN_IN may not do that, or is none; make a project token for this environment on Railway"
    return 1
  fi
  railway_answer=$(jq -c .data <<<"$railway_answer")
}

# railway_must QUERY VARIABLES: has to succeed.
railway_must() {
  local code=0
  railway_ask "$@" || code=$?
  ((code == 0)) || fail "Railway: $railway_answer"
}

# railway_check: the command, the token, the project and its services, before anything changes.
railway_check() {
  local i name id services
  if [[ $dry_run == true ]]; then
    would "ask Railway whether the token in $RAILWAY_TOKEN_IN is one of $RAILWAY_PROJECT"
    return
  fi
  [[ $RAILWAY_BY == webhook ]] || command -v railway >/dev/null ||
    fail "this machine has no railway; install Railway's command on it, or let Railway deploy by itself with: deployed-by webhook"
  railway_must 'query { projectToken { project { id name } environment { id name } } }' '{}'
  name=$(jq -r .projectToken.project.name <<<"$railway_answer")
  railway_project_id=$(jq -r .projectToken.project.id <<<"$railway_answer")
  railway_environment_id=$(jq -r .projectToken.environment.id <<<"$railway_answer")
  [[ $RAILWAY_PROJECT == "$name" || $RAILWAY_PROJECT == "$railway_project_id" ]] ||
    fail "the token in $RAILWAY_TOKEN_IN is one of the project $(shown "$name"), not of $RAILWAY_PROJECT"
  say "Railway: project $name, environment $(jq -r .projectToken.environment.name <<<"$railway_answer")"
  # shellcheck disable=SC2016 # the variable is GraphQL's
  railway_must 'query ($id: String!) { project(id: $id) { services { edges { node { id name } } } } }' "$(jq -cn --arg id "$railway_project_id" '{$id}')"
  services=$(jq -c '[.project.services.edges[].node]' <<<"$railway_answer")
  if ((${#RAILWAY_SERVICES[@]} == 0)); then
    [[ $(jq length <<<"$services") == 1 ]] ||
      fail "the project has $(jq length <<<"$services") services ($(jq -r 'map(.name) | join(", ")' <<<"$services")); name those that are deployed with: services …"
    RAILWAY_SERVICES=("$(jq -r '.[0].name' <<<"$services")" .)
  fi
  railway_ids=()
  for ((i = 0; i < ${#RAILWAY_SERVICES[@]}; i += 2)); do
    name=${RAILWAY_SERVICES[i]}
    id=$(jq -r --arg name "$name" 'first(.[] | select(.name == $name or .id == $name) | .id)' <<<"$services")
    [[ -n $id ]] || fail "the project has no service $name; it has: $(jq -r 'map(.name) | join(", ")' <<<"$services")"
    railway_ids+=("$id")
  done
}

# railway_deploy: every service, one after the other, each until it runs.
railway_deploy() {
  local i
  if [[ $dry_run == true ]]; then
    case $RAILWAY_BY in
      webhook) would "wait until Railway has deployed ${COMMIT:0:12} by itself, for at most $RAILWAY_WITHIN seconds" ;;
      *) would "write ${#RAILWAY_VARIABLES[@]} variables, and upload the release to Railway" ;;
    esac
    return
  fi
  ((${#railway_ids[@]} > 0)) || railway_check
  railway_deployments=()
  for i in "${!railway_ids[@]}"; do
    if [[ $RAILWAY_BY == webhook ]]; then
      # Railway has taken a release that is to come back from a push before: it is brought back as it was.
      if [[ -n ${REVERTED_TO:-} || $returning == false && ${SOURCE:-} != rehearsal ]]; then
        railway_write "$i"
        railway_await "$i"
      else
        railway_return "$i" || fail "Railway does not keep $RELEASE_ID any more; push its commit again, or deploy it there"
      fi
    else
      railway_write "$i"
      railway_upload "$i"
    fi
  done
}

# railway_write NUMBER: the variables, all at once; they count from the next deployment on. Where Railway deploys by itself, it deploys
# anew for one that has another value, and what differs in every release is not written.
railway_write() {
  local variables own=(RELEASE_ID VERSION COMMIT ENVIRONMENT) later=true
  ((${#RAILWAY_VARIABLES[@]} > 0)) || return 0
  [[ $RAILWAY_BY != webhook ]] || own=() later=false
  # The values come from the environment, so that no argument holds one.
  variables=$(jq -cn --argjson later "$later" --arg project "$railway_project_id" --arg environment "$railway_environment_id" --arg service "${railway_ids[$1]}" '
    [$ARGS.positional[] | {key: ., value: (env[.] // "")}] | from_entries
    | {input: {projectId: $project, environmentId: $environment, serviceId: $service, skipDeploys: $later, variables: .}}' \
    --args "${own[@]}" "${RAILWAY_VARIABLES[@]}") || fail "the variables cannot be written down"
  # shellcheck disable=SC2016 # the variable is GraphQL's
  railway_must 'mutation ($input: VariableCollectionUpsertInput!) { variableCollectionUpsert(input: $input) }' "$variables"
  say "Wrote to ${RAILWAY_SERVICES[$1 * 2]}: $(list "${own[@]}" "${RAILWAY_VARIABLES[@]}")"
}

# railway_upload NUMBER: hands the release over, and waits for what becomes of it.
railway_upload() {
  local service=${RAILWAY_SERVICES[$1 * 2]} folder said="" id
  folder=$RELEASE_DIR/${RAILWAY_SERVICES[$1 * 2 + 1]}
  [[ $RAILWAY_UPLOADS == checkout ]] || folder=$ARTIFACT_DIR/${RAILWAY_SERVICES[$1 * 2 + 1]}
  [[ -d $folder ]] || fail "$RELEASE_ID has no folder ${RAILWAY_SERVICES[$1 * 2 + 1]} to upload to $service"
  said=$(
    cd "$folder" || exit
    unset GH_TOKEN GITHUB_TOKEN LC_ALL RAILWAY_API_TOKEN
    export RAILWAY_TOKEN=${!RAILWAY_TOKEN_IN}
    exec railway up . --path-as-root --no-gitignore --detach --json --message "$RELEASE_ID $VERSION" \
      --project "$railway_project_id" --environment "$railway_environment_id" --service "${railway_ids[$1]}" </dev/null
  ) || fail "railway could not upload $RELEASE_ID to $service"
  id=$(jq -sr 'last | .deploymentId // ""' <<<"$said" 2>/dev/null) || id=""
  [[ -n $id ]] || cannot_tell "railway took $RELEASE_ID for $service and did not say which deployment became of it: $(shown "$said")"
  say "Uploaded to $service: deployment $id"
  railway_settles "$service" "$id"
}

# railway_list NUMBER: the newest deployments of a service, one JSON object a line, the newest first, in railway_answer.
railway_list() {
  local code=0
  # shellcheck disable=SC2016 # the variable is GraphQL's
  railway_ask 'query ($input: DeploymentListInput!) { deployments(input: $input, first: 50) { edges { node { id status createdAt canRollback meta } } } }' \
    "$(jq -cn --arg project "$railway_project_id" --arg environment "$railway_environment_id" --arg service "${railway_ids[$1]}" \
      '{input: {projectId: $project, environmentId: $environment, serviceId: $service}}')" || code=$?
  ((code != 0)) || railway_answer=$(jq -c '[.deployments.edges[].node] | sort_by(.createdAt) | reverse | .[]' <<<"$railway_answer")
  return "$code"
}

# railway_await NUMBER: Railway takes the commit from the push by itself.
railway_await() {
  local service=${RAILWAY_SERVICES[$1 * 2]} wanted end=$((SECONDS + RAILWAY_WITHIN)) id="" code told=""
  # After a revert, its commit is what Railway takes, and what answers.
  COMMIT=${REVERTED_TO:-$COMMIT}
  wanted=$COMMIT
  while true; do
    code=0
    railway_list "$1" || code=$?
    ((code != 1)) || fail "Railway: $railway_answer"
    ((code == 2)) || id=$(jq -sr --arg commit "$wanted" 'first(.[] | select(.meta.commitHash? == $commit) | .id) // ""' <<<"$railway_answer")
    [[ -z $id ]] || break
    ((SECONDS < end)) || break
    [[ -n $told ]] || say "Waiting for Railway to take ${wanted:0:12} for $service"
    told=yes
    pause "$RAILWAY_PAUSE"
  done
  ((code == 0)) || cannot_tell "whether Railway has taken ${wanted:0:12} for $service: $railway_answer"
  [[ -n $id ]] ||
    cannot_tell "Railway has not taken ${wanted:0:12} for $service within $RAILWAY_WITHIN seconds, so the release before still runs: is the service connected to the branch, and were its files touched?"
  railway_settles "$service" "$id"
}

# railway_settles SERVICE DEPLOYMENT: waits until it runs. What failed, and what nobody knows, are two things.
railway_settles() {
  local end=$((SECONDS + RAILWAY_WITHIN)) state="" told="" code
  while true; do
    code=0
    # shellcheck disable=SC2016 # the variable is GraphQL's
    railway_ask 'query ($id: String!) { deployment(id: $id) { id status } }' "$(jq -cn --arg id "$2" '{$id}')" || code=$?
    ((code != 1)) || cannot_tell "what became of deployment $2 of $1: $railway_answer"
    ((code == 2)) || state=$(jq -r '.deployment.status // "unknown"' <<<"$railway_answer")
    case $state in
      SUCCESS | SLEEPING)
        say "$1 runs deployment $2"
        railway_deployments+=("$1" "$2")
        return
        ;;
      FAILED) fail "Railway could not build or start $1 (deployment $2); the one before still runs" ;;
      CRASHED) fail_as crash-loop "$1 starts and crashes (deployment $2)" ;;
      SKIPPED | REMOVED | REMOVING) fail "deployment $2 of $1 was $(printf %s "${state,,}"): another one took its place" ;;
      NEEDS_APPROVAL) [[ $told == "$state" ]] || say "Railway waits for somebody to approve deployment $2 of $1 there" ;;
    esac
    told=$state
    ((SECONDS < end)) || break
    pause "$RAILWAY_PAUSE"
  done
  ((code == 0)) || cannot_tell "what became of deployment $2 of $1: $railway_answer"
  cannot_tell "deployment $2 of $1 is still $(printf %s "${state,,}") after $RAILWAY_WITHIN seconds"
}

# railway_still_runs: nothing that started has crashed since.
railway_still_runs() {
  local i code
  if [[ $dry_run == true ]]; then
    would "ask Railway whether everything still runs"
    return
  fi
  for ((i = 0; i < ${#railway_deployments[@]}; i += 2)); do
    code=0
    # shellcheck disable=SC2016 # the variable is GraphQL's
    railway_ask 'query ($id: String!) { deployment(id: $id) { id status } }' "$(jq -cn --arg id "${railway_deployments[i + 1]}" '{$id}')" || code=$?
    if ((code != 0)); then
      warn "Railway does not say whether ${railway_deployments[i]} still runs: $railway_answer"
    elif [[ $(jq -r .deployment.status <<<"$railway_answer") == CRASHED ]]; then
      fail_as crash-loop "${railway_deployments[i]} started and has crashed since (deployment ${railway_deployments[i + 1]})"
    fi
  done
}

# railway_back: has Railway run what ran before, without building anything. Fails with 3 if it no longer keeps it.
railway_back() {
  local i code
  if [[ $dry_run == true ]]; then
    would "have Railway run what ran before"
    return
  fi
  ((${#railway_ids[@]} > 0)) || railway_check
  railway_deployments=()
  for i in "${!railway_ids[@]}"; do
    code=0
    railway_return "$i" || code=$?
    ((code == 0)) || return "$code"
  done
}

# railway_return NUMBER: the deployment of the release to go back to, or, where Railway does not know releases, the newest other one that it keeps.
# What is the same image as the newest one is the same release; what failed before it ran has not replaced anything.
railway_return() {
  local service=${RAILWAY_SERVICES[$1 * 2]} found id code=0
  railway_list "$1" || cannot_tell "what Railway keeps of $service: $railway_answer"
  found=$(jq -sc --arg commit "$COMMIT" --arg release "$RELEASE_ID" '
    def is_it: (.meta.commitHash? == $commit) or (.meta.cliMessage? // "" | split(" ")[0] == $release);
    def known: (.meta.commitHash? // .meta.cliMessage?) != null;
    def same($other): .id == $other.id or ((.meta.imageDigest? // .id) == ($other.meta.imageDigest? // $other.id));
    map(select(.status | IN("FAILED", "SKIPPED") | not)) as $ran
    | ($ran[0] // null) as $newest
    | if $newest == null then {none: true}
      elif ($newest | is_it) and ($newest.status | IN("CRASHED", "REMOVED") | not) then {runs: $newest.id}
      else ($ran[1:] | map(select(.canRollback and (same($newest) | not)))) as $kept
        | (first($kept[] | select(is_it)) // (if ($ran | any(known)) then null else $kept[0] end)) as $there
        | if $there then {back: $there.id} else {none: true} end
      end' <<<"$railway_answer") || fail "Railway lists deployments that cannot be read"
  id=$(field runs "$found")
  if [[ -n $id ]]; then
    say "$service runs $RELEASE_ID already"
    railway_settles "$service" "$id"
    return
  fi
  id=$(field back "$found")
  if [[ -z $id ]]; then
    say "Railway keeps no deployment of $RELEASE_ID for $service that it could run again"
    return 3
  fi
  # shellcheck disable=SC2016 # the variable is GraphQL's
  railway_ask 'mutation ($id: String!) { deploymentRollback(id: $id) }' "$(jq -cn --arg id "$id" '{$id}')" || code=$?
  ((code != 2)) || cannot_tell "whether $service goes back to deployment $id: $railway_answer"
  if ((code != 0)); then
    say "Railway does not run deployment $id of $service again: $railway_answer"
    return 3
  fi
  say "$service goes back to deployment $id"
  railway_arrives "$1" "$id"
}

# railway_arrives NUMBER DEPLOYMENT: a rollback is a deployment of its own, the newest.
railway_arrives() {
  local service=${RAILWAY_SERVICES[$1 * 2]} newest code=0
  pause "$RAILWAY_PAUSE"
  railway_list "$1" || code=$?
  ((code == 0)) || cannot_tell "whether $service goes back to deployment $2: $railway_answer"
  newest=$(jq -sr '.[0].id // ""' <<<"$railway_answer")
  railway_settles "$service" "${newest:-$2}"
}
