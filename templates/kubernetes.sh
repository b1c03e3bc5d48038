#!/usr/bin/env bash
# shellcheck disable=SC2153,SC2154 # the deploy script and the steps say the rest
# A cluster of Kubernetes: how a release gets there, takes over, and is taken back.
# Source it behind deploy/steps.sh; it does nothing by itself. The deploy script says on top:
#   KUBE_CLUSTER          its name: of the cluster, or of the context in the kubeconfig that the machine has
#   KUBE_LOGIN            azure, aws or gcp: where its credentials come from; empty for the kubeconfig that the machine has
#   KUBE_RESOURCE_GROUP   where Azure keeps it
#   KUBE_REGION           where AWS or Google keep it
#   KUBE_NAMESPACE        the namespace of the environment
#   KUBE_MANIFESTS        the folder of the generated manifests
#   KUBE_OWN_MANIFESTS    the folder of the team's own instead, in the release's checkout
#   KUBE_CONFIG_MAP       the config map that the variables are written to; empty for none
#   KUBE_SECRET           the secret that the secrets are written to; empty for none
#   KUBE_MESH             istio or linkerd: what splits the traffic by weights; empty for nothing
#   KUBE_STRATEGY         rolling, recreate, blue-green or canary
#   KUBE_TIMEOUT          how many seconds a rollout may take
#   KUBE_KEEP             for how many seconds the old one is kept behind a switch
#   KUBE_SWITCH           the team's own command that moves the traffic to $WEIGHT percent; empty for none
#   KUBE_SERVICES         the services, and, in the same order:
#   KUBE_DEPLOYMENTS      what their deployments are called
#   KUBE_CONTAINERS       which container gets the image; empty: the one whose image has the name of the service's
#   KUBE_PORTS            the port on which a container answers
#   VARIABLES SECRETS     the names of the variables and of the secrets; their values are in the environment
#
# What is applied never holds a number of replicas: it is set by scaling, and not at all where an autoscaler does it, so nobody
# fights about it. Config maps and secrets carry a hash of their content in the name and never change: a release that is taken back
# finds its own again. All of a deployment is by digest, and images come from the release alone.

# What an API server says that is busy or restarting: no verdict, so it is asked again.
readonly KUBE_PASSING='connection refused|was refused|Unable to connect to the server|connection reset|no route to host|i/o timeout|TLS handshake timeout|Client.Timeout|context deadline exceeded|ServiceUnavailable|TooManyRequests|InternalError|etcdserver|unexpected EOF|: EOF|http2: '
# The same of a pod, when it was asked through the API server.
readonly KUBE_AWAY='was refused|Unable to connect to the server|TLS handshake timeout|Client.Timeout|context deadline exceeded|etcdserver'
# What keeps a container from ever starting.
readonly KUBE_STUCK='["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"]'
readonly KUBE_IMAGE='^[^@[:space:]]+@sha256:[0-9a-f]{64}$'

KUBE_SERVICES=() KUBE_DEPLOYMENTS=() KUBE_CONTAINERS=() KUBE_PORTS=() VARIABLES=() SECRETS=()
kube_directory="" kube_options=() kube_input="" kube_json="" kube_said="" kube_there="[]" kube_objects="" kube_config_map="" kube_secret=""
# By service: the deployment that gets the release, the other one, and whichever of them has the traffic.
declare -A kube_new=() kube_old=() kube_live=()
# By `service field`, what the manifests say: services, scalers, replicas (empty where an autoscaler says so), fewest, sum, labels.
declare -A kube_fact=()

# ---- the cluster -----------------------------------------------------------------------------------------------------

# kube WORD…: kubectl in this environment; what is passing is tried again, because each of these commands is harmless twice.
# Reads kube_input. Fails as kubectl does, and has said why.
kube() {
  local try pause code said=$kube_directory/said
  for try in 1 2 3 4 5; do
    code=0
    kubectl "${kube_options[@]}" --request-timeout 60s "$@" <<<"$kube_input" 2>"$said" || code=$?
    ((code != 0 && try < 5)) || break
    grep -qE "$KUBE_PASSING" "$said" || break
    pause=$((try * ${RETRY_PAUSE:-2}))
    say "kubectl $1: $(tail -n 1 "$said"); trying again in $pause seconds"
    sleep "$pause"
  done
  [[ ! -s $said ]] || say "kubectl $1: $(tail -n 5 "$said")"
  return "$code"
}

# kube_lost WHAT: ends the script, because the last command could not do it. An API server that is away is no verdict on a release.
kube_lost() {
  local said
  said=$(tail -n 1 "$kube_directory/said")
  if grep -qE "$KUBE_PASSING" "$kube_directory/said"; then
    cannot_tell "the API server of $KUBE_CLUSTER does not answer, so nobody could $1: $said"
  fi
  fail "cannot $1 in $KUBE_NAMESPACE of $KUBE_CLUSTER: $said"
}

# kube_get WORD…: leaves what is there in kube_json; nothing, if it is not there.
kube_get() { kube_json=$(kube get --output json --ignore-not-found "$@") || kube_lost "read $1"; }

# kube_change WHAT WORD…: changes something, and says so.
kube_change() {
  local said line
  said=$(kube "${@:2}") || kube_lost "$1"
  kube_input=""
  while read -r line; do say "$line"; done <<<"$said"
}

# kube_apply WHAT JSON: objects become what is written, whoever changed them.
kube_apply() {
  [[ $2 != '[]' ]] || return 0
  kube_input=$(jq -c 'if type == "array" then {apiVersion: "v1", kind: "List", items: .} else . end' <<<"$2")
  kube_change "$1" apply --server-side --force-conflicts --field-manager gatewright --filename -
}

# kube_sign_in: credentials for this cluster in a file of its own, or the context of that name in the kubeconfig that is there.
kube_sign_in() {
  local contexts
  [[ -z $kube_directory ]] || return 0
  require_tools kubectl
  kube_directory=$(mktemp -d "${RUNNER_TEMP:-/tmp}/kubernetes.XXXXXXXX")
  : >"$kube_directory/said"
  case ${KUBE_LOGIN:-} in
    azure)
      require_tools az
      export KUBECONFIG=$kube_directory/config
      az aks get-credentials --name "$KUBE_CLUSTER" --resource-group "$KUBE_RESOURCE_GROUP" --file "$KUBECONFIG" --overwrite-existing >&2 ||
        fail "Azure gives no credentials for $KUBE_CLUSTER in $KUBE_RESOURCE_GROUP: may this identity use the cluster?"
      # A cluster that asks Entra ID for people needs this to take the identity of the workflow.
      if grep -q kubelogin "$KUBECONFIG"; then
        require_tools kubelogin
        kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"
      fi
      ;;
    aws)
      require_tools aws
      export KUBECONFIG=$kube_directory/config
      aws eks update-kubeconfig --name "$KUBE_CLUSTER" --region "$KUBE_REGION" --kubeconfig "$KUBECONFIG" >&2 ||
        fail "AWS gives no credentials for $KUBE_CLUSTER in $KUBE_REGION: may this role use the cluster?"
      ;;
    gcp)
      require_tools gcloud gke-gcloud-auth-plugin
      export KUBECONFIG=$kube_directory/config
      gcloud container clusters get-credentials "$KUBE_CLUSTER" --location "$KUBE_REGION" >&2 ||
        fail "Google gives no credentials for $KUBE_CLUSTER in $KUBE_REGION: may this account use the cluster?"
      ;;
    *)
      contexts=$(kubectl config get-contexts --output name) || contexts=""
      grep -qxF -- "$KUBE_CLUSTER" <<<"$contexts" ||
        fail "the kubeconfig of this machine knows no context $KUBE_CLUSTER, but ${contexts//$'\n'/, }: add it, or sign in with \`login azure\`, \`login aws\` or \`login gcp\`"
      kube_options=(--context "$KUBE_CLUSTER")
      ;;
  esac
  kube_options+=(--namespace "$KUBE_NAMESPACE")
}

# ---- what is applied -------------------------------------------------------------------------------------------------

# kube_name deployment|port SERVICE: what the file says of a service.
kube_name() {
  local i
  for i in "${!KUBE_SERVICES[@]}"; do
    case $1:${KUBE_SERVICES[i]} in
      "deployment:$2") printf '%s' "${KUBE_DEPLOYMENTS[i]}" ;;
      "port:$2") printf '%s' "${KUBE_PORTS[i]}" ;;
    esac
  done
}

# kube_release_images: the images of the release by the names of their services, each by its digest.
kube_release_images() {
  local file=$ARTIFACT_DIR/images.json wrong
  [[ -f $file ]] || fail "the release has no images.json, so nobody knows which images are its own: build it again"
  wrong=$(jq -r --arg form "$KUBE_IMAGE" 'to_entries[] | select(.value | tostring | test($form) | not) | "\(.key): \(.value)"' "$file") ||
    fail "the images.json of the release cannot be read: build it again"
  [[ -z $wrong ]] || fail "the image of $(head -n 1 <<<"$wrong") is not by digest: a tag may stand for another image tomorrow"
  kube_json=$(jq -c . "$file")
}

# kube_render: reads the manifests, and leaves in kube_objects what is applied: this release's images, names and labels.
kube_render() {
  local folder=${KUBE_MANIFESTS:-} images services i found rows=()
  [[ -z ${KUBE_OWN_MANIFESTS:-} ]] || folder=$RELEASE_DIR/$KUBE_OWN_MANIFESTS
  [[ -d $folder ]] || fail "there is no folder $folder with manifests"
  kube_release_images
  images=$kube_json
  if [[ -f $folder/kustomization.yaml || -f $folder/kustomization.yml || -f $folder/Kustomization ]]; then
    found=$(kubectl kustomize "$folder") || fail "the kustomization in $folder cannot be built"
    found=$(kubectl label --local --overwrite --output json --filename - app.kubernetes.io/managed-by=gatewright <<<"$found") ||
      fail "the manifests in $folder cannot be read"
  else
    found=$(kubectl label --local --overwrite --output json --recursive --filename "$folder" app.kubernetes.io/managed-by=gatewright) ||
      fail "the manifests in $folder cannot be read"
  fi
  for i in "${!KUBE_SERVICES[@]}"; do
    rows+=("${KUBE_SERVICES[i]}" "${KUBE_DEPLOYMENTS[i]}" "${KUBE_CONTAINERS[i]:-}")
  done
  services=$(jq -nc '$ARGS.positional as $words | [range(0; $words | length; 3) | {name: $words[.], deployment: $words[. + 1], container: $words[. + 2]}]' \
    --args "${rows[@]}")
  kube_objects=$(jq -csS --argjson images "$images" --argjson services "$services" --arg release "$RELEASE_ID" --arg version "$VERSION" \
    --arg commit "$COMMIT" --arg map "${KUBE_CONFIG_MAP:-}" --arg hashed_map "$kube_config_map" --arg secret "${KUBE_SECRET:-}" \
    --arg hashed_secret "$kube_secret" --arg environment "${ENVIRONMENT:?}" '
    def template: if .kind == "CronJob" then .spec.jobTemplate.spec.template else .spec.template? end;
    def long_lived: IN(.kind; "Deployment", "StatefulSet", "DaemonSet");
    def bare: sub("@.*"; "") | sub(":[^/]*$"; "");
    def release: . + {"gatewright/release": $release, "gatewright/version": $version, "gatewright/commit": $commit, "gatewright/environment": $environment};
    def renamed($from; $to; key): if $from == "" then . else (.. | objects | key | select(. == $from)) = $to end;
    [.[] | if .kind == "List" then .items[] else . end]
    | map(. as $object | .metadata.annotations |= release
      | if long_lived then .metadata.annotations["kubernetes.io/change-cause"] = "\($release) (\($version))"
          | .spec.template.metadata.annotations |= release else . end
      | if (template | type) == "object" then
          (template.spec | (.containers[]?, .initContainers[]?)) |= (. as $container
            | first($services[] | select($object.kind == "Deployment" and .deployment == $object.metadata.name and .container == $container.name)
                | $images[.name] // empty)
              // first($images[] | select(bare == ($container.image // "" | bare)))
              // null
            | . as $image | $container | if $image then .image = $image else . end) else . end
      | renamed($map; $hashed_map; (.configMapRef?, .configMapKeyRef?, .configMap?) | objects | .name)
      | renamed($secret; $hashed_secret; ((.secretRef?, .secretKeyRef?) | objects | .name), (.secret? | objects | .secretName?, .name?)))
    ' <<<"$found") || fail "the manifests in $folder cannot be filled in"
  kube_require_sound "$images" "$services"
  kube_learn "$services"
}

# kube_require_sound IMAGES: each service has a deployment with its image, and nothing is by a tag.
kube_require_sound() {
  local wrong
  wrong=$(jq -r --argjson images "$1" --argjson services "$2" --arg form "$KUBE_IMAGE" '
    . as $objects
    | ($services[] | . as $service | $images[.name] as $image
        | [$objects[] | select(.kind == "Deployment" and .metadata.name == $service.deployment)] as $found
        | if $image == null then "the deployment \(.deployment) cannot run \(.name): the release has no image of it"
          elif $found == [] then "no manifest describes the deployment \(.deployment) of the service \(.name)"
          elif any($found[0].spec.template.spec.containers[]; .image == $image) then empty
          else "the deployment \(.deployment) cannot run \(.name): none of its containers has the image \($image | sub("@.*"; ""))" end),
      ($objects[] | . as $object | (if .kind == "CronJob" then .spec.jobTemplate.spec.template else .spec.template? end) | objects
        | .spec | (.containers[]?, .initContainers[]?) | select(.image // "" | test($form) | not)
        | "the image \(.image) in \($object.kind | ascii_downcase) \($object.metadata.name) is not by digest: a tag may stand for another image tomorrow; write name@sha256:…")
    ' <<<"$kube_objects") || fail "the manifests in ${KUBE_OWN_MANIFESTS:-$KUBE_MANIFESTS} cannot be looked through"
  [[ -z $wrong ]] || fail "$(head -n 1 <<<"$wrong")"
}

# kube_learn SERVICES: what the manifests say of each service.
kube_learn() {
  local rows key value
  rows=$(jq -r --argjson services "$1" '
    . as $objects | $services[] | .name as $service | .deployment as $name
    | first($objects[] | select(.kind == "Deployment" and .metadata.name == $name)) as $deployment
    | ($deployment.spec.template.metadata.labels // {}) as $labels
    | [$objects[] | select(.kind == "Service" and (.spec.selector // {} | length > 0 and all(to_entries[]; $labels[.key] == .value)))] as $leading
    | [$objects[] | select(.kind == "HorizontalPodAutoscaler" and .spec.scaleTargetRef.name == $name)] as $scaling
    | ($deployment.spec.replicas // 1) as $replicas
    | ["services", ($leading | map(.metadata.name) | join(" "))],
      ["replicas", (if $scaling == [] then $replicas else "" end)],
      ["fewest", (if $scaling == [] then $replicas else $scaling[0].spec.minReplicas // 1 end)],
      ["labels", ($deployment.spec.selector.matchLabels | to_entries | map("\(.key)=\(.value)") | join(","))],
      ["sum", ($deployment | del(.spec.replicas) | tojson | @base64)]
    | "\($service) \(.[0])=\(.[1])"' <<<"$kube_objects")
  while IFS='=' read -r key value; do
    if [[ $key == *" sum" ]]; then
      value=$(sha256sum <<<"$value")
      value=${value%% *}
    fi
    kube_fact[$key]=$value
  done <<<"$rows"
}

# kube_of KIND [SERVICE…]: the objects of this kind that lead to the services' pods, or scale their deployments, as a list. Each service
# goes to its new deployment.
kube_of() {
  local service places=()
  for service in "${@:2}"; do
    places+=("$(kube_name deployment "$service")" "${kube_new[$service]%-canary}" "${kube_fact["$service services"]}")
  done
  jq -c --arg kind "$1" '
    $ARGS.positional as $words
    | [range(0; $words | length; 3) as $at | .[] | select(.kind == $kind) | $words[$at] as $name | $words[$at + 1] as $new
      | if $kind == "Service" then select(.metadata.name | IN($words[$at + 2] | split(" ")[]))
          | if $new == $name then . else .spec.selector.version = ($new | ltrimstr($name + "-")) end
        else select(.spec.scaleTargetRef.name == $name) | .spec.scaleTargetRef.name = $new end]' \
    --args "${places[@]}" <<<"$kube_objects"
}

# kube_deployment SERVICE COLOUR: the deployment as it is applied; the colour is plain where there is only one.
# The checksum tells whether it is there already, whatever its colour is.
kube_deployment() {
  jq -c --arg name "$(kube_name deployment "$1")" --arg colour "$2" --arg sum "${kube_fact["$1 sum"]}" '
    .[] | select(.kind == "Deployment" and .metadata.name == $name) | del(.spec.replicas)
    | .metadata.annotations["gatewright/checksum"] = $sum
    | .spec.template.metadata.labels.version = $colour
    | if $colour == "plain" then . else
        .metadata.name += "-" + $colour | .spec.selector.matchLabels.version = $colour end' <<<"$kube_objects"
}

# kube_configure: names the config map and the secret by what is in them.
kube_configure() {
  kube_config_map="" kube_secret=""
  [[ -z ${KUBE_CONFIG_MAP:-} ]] || kube_config_map=$(kube_hashed "$KUBE_CONFIG_MAP" "$(kube_values "${VARIABLES[@]}")")
  [[ -z ${KUBE_SECRET:-} ]] || kube_secret=$(kube_hashed "$KUBE_SECRET" "$(kube_values "${SECRETS[@]}")")
}

# kube_values NAME…: values from the environment, as one object.
kube_values() { jq -ncS '$ARGS.positional | map({(.): $ENV[.]}) | add // {}' --args "$@"; }

# kube_configuration: the config map and the secret. Neither ever changes: another content has another name. The values go through a
# pipe, because arguments are public.
kube_configuration() {
  [[ -z $kube_config_map ]] || kube_values "${VARIABLES[@]}" | kube_kept ConfigMap "$KUBE_CONFIG_MAP" "$kube_config_map" '{data: .}'
  [[ -z $kube_secret ]] || kube_values "${SECRETS[@]}" | kube_kept Secret "$KUBE_SECRET" "$kube_secret" '{type: "Opaque", stringData: .}'
}

# kube_kept KIND FAMILY NAME FILTER: an object that never changes, with the values of stdin.
kube_kept() {
  jq -c --arg kind "$1" --arg family "$2" --arg name "$3" "$4"' + {apiVersion: "v1", kind: $kind, immutable: true,
    metadata: {name: $name, labels: {"app.kubernetes.io/managed-by": "gatewright", "gatewright/family": $family}}}'
}

# kube_hashed NAME DATA: the name with a hash of the content.
kube_hashed() {
  local sum
  sum=$(printf '%s %s' "$KUBE_NAMESPACE" "$2" | sha256sum)
  printf '%s-%s' "$1" "${sum:0:10}"
}

# ---- before anything changes -----------------------------------------------------------------------------------------

# kube_check: the cluster answers, the namespace is there, everything that will be done is allowed, and the API server takes the manifests.
kube_check() {
  local missing=() row
  if [[ $dry_run == true ]]; then
    would "look whether $KUBE_NAMESPACE of $KUBE_CLUSTER can be deployed to"
    return
  fi
  kube_prepare
  kube_may_namespace
  while read -r row; do
    # shellcheck disable=SC2086 # a verb and a resource
    kube_may $row || missing+=("$row")
  done < <(kube_needs)
  ((${#missing[@]} == 0)) ||
    fail "this identity may not do all that is needed in $KUBE_NAMESPACE: it lacks $(list "${missing[@]}")"
  # What is applied is tried as a whole, which asks for the rights to make and to change each of it.
  kube_input=$({ printf '%s\n' "$kube_objects" && kube_configuration; } | jq -cs \
    '{apiVersion: "v1", kind: "List", items: (.[1:] + (.[0] | map(del(.spec.replicas?))))}')
  kube apply --server-side --force-conflicts --field-manager gatewright --dry-run=server --filename - >/dev/null ||
    kube_lost "apply the manifests"
  kube_input=""
  say "$KUBE_NAMESPACE of $KUBE_CLUSTER is ready for $(list "${KUBE_SERVICES[@]}")"
}

# kube_prepare: signs in, and knows what is applied.
kube_prepare() {
  kube_sign_in
  [[ -z $kube_objects ]] || return 0
  kube_configure
  kube_render
}

kube_may_namespace() {
  local found
  found=$(kube get namespace "$KUBE_NAMESPACE" --ignore-not-found --output name) || {
    # Who may work in a namespace need not be allowed to look at it from outside.
    grep -q Forbidden "$kube_directory/said" || kube_lost "find the namespace"
    return 0
  }
  [[ -n $found ]] || fail "there is no namespace $KUBE_NAMESPACE in $KUBE_CLUSTER: kubectl create namespace $KUBE_NAMESPACE"
}

# kube_needs: verbs and resources that no trial shows, a row each.
kube_needs() {
  printf '%s\n' 'list pods' 'list events' 'list replicasets.apps' 'update deployments.apps/scale' 'patch services'
  [[ ${ASK_NEW:-} != kube_ask ]] || printf '%s\n' 'get pods/proxy'
  case ${KUBE_MESH:-} in
    istio) printf '%s\n' 'patch virtualservices.networking.istio.io' ;;
    linkerd) printf '%s\n' 'patch httproutes.gateway.networking.k8s.io' ;;
  esac
}

# kube_may VERB RESOURCE: kubectl answers no with 1, and trouble too, which is told apart by what it says.
kube_may() {
  local answer resource=${2%/*} part=()
  [[ $2 != */* ]] || part=("--subresource=${2#*/}")
  answer=$(kube auth can-i "$1" "$resource" "${part[@]}") || {
    [[ $answer == no* ]] || kube_lost "ask what is allowed"
    return 1
  }
}

# ---- what runs -------------------------------------------------------------------------------------------------------

# kube_is_coloured: two deployments stand side by side, and the service chooses.
kube_is_coloured() { [[ $KUBE_STRATEGY == blue-green || ($KUBE_STRATEGY == canary && -n ${KUBE_MESH:-}) ]]; }

# kube_see: leaves the deployments and the services that are there in kube_there.
kube_see() {
  kube_get deployments,services
  kube_there=$(jq -c '[.items[] | {kind, name: .metadata.name, version: .spec.selector.version, sum: .metadata.annotations["gatewright/checksum"],
    replicas: .spec.replicas, release: .spec.template.metadata.annotations["gatewright/release"], marked: .spec.template.metadata.labels.version}]' <<<"$kube_json")
}

# kube_seen KIND NAME FIELD: of what is there; nothing, if it is not.
kube_seen() {
  jq -r --arg kind "$1" --arg name "$2" --arg field "$3" \
    'first(.[] | select(.kind == $kind and .name == $name)) | if $field == "version" then .version // "every" else .[$field] // "" end' <<<"$kube_there"
}

# kube_choose: for each service the deployment that gets the release, and the one that has the traffic now.
kube_choose() {
  local service deployment colour other
  kube_see
  for service in "${KUBE_SERVICES[@]}"; do
    deployment=$(kube_name deployment "$service")
    if ! kube_is_coloured; then
      kube_old[$service]=$(kube_seen Deployment "$deployment" name) kube_new[$service]=$deployment
      kube_live[$service]=${kube_old[$service]}
      # A canary comes beside what is there, unless a run that was ended behind the last step has put it in place already.
      [[ $KUBE_STRATEGY != canary || -z ${kube_old[$service]} ||
        $(kube_seen Deployment "$deployment" sum) == "${kube_fact["$service sum"]}" ]] || kube_new[$service]=$deployment-canary
      continue
    fi
    [[ -n ${kube_fact["$service services"]} ]] ||
      fail "no manifest describes a service that selects the pods of $service, so there is nothing to switch"
    colour=$(kube_seen Service "${kube_fact["$service services"]%% *}" version)
    [[ $colour != every ]] || kube_narrow "$service"
    other=blue
    [[ $colour != blue ]] || other=green
    kube_old[$service]="" kube_live[$service]="" kube_new[$service]=$deployment-$other
    case $colour in
      "") ;;
      every | plain) kube_old[$service]=$deployment kube_live[$service]=$deployment ;;
      *)
        kube_live[$service]=$deployment-$colour
        if [[ $(kube_seen Deployment "$deployment-$colour" sum) == "${kube_fact["$service sum"]}" ]]; then
          # It has the traffic already: a run that was ended behind the switch is started again.
          kube_new[$service]=$deployment-$colour
          kube_old[$service]=$(kube_seen Deployment "$deployment-$other" name)
        else
          kube_old[$service]=$deployment-$colour
        fi
        ;;
    esac
  done
}

# kube_narrow SERVICE: a service that took every pod until now takes those that run, so that new ones stay without traffic.
kube_narrow() {
  local name deployment
  deployment=$(kube_name deployment "$1")
  [[ $(kube_seen Deployment "$deployment" marked) == plain ]] ||
    fail "the service of $1 sends to every pod of $deployment; deploy once with \`strategy rolling\`, which marks them, then with $KUBE_STRATEGY"
  for name in ${kube_fact["$1 services"]}; do
    kube_change "narrow the service $name" patch service "$name" --type merge --patch '{"spec":{"selector":{"version":"plain"}}}'
  done
}

# ---- deploying -------------------------------------------------------------------------------------------------------

# kube_deploy: the release runs, and is ready. Where the strategy has two, it has no traffic yet.
kube_deploy() {
  local service names=()
  if [[ $dry_run == true ]]; then
    would "write the configuration, and apply ${KUBE_OWN_MANIFESTS:-$KUBE_MANIFESTS} to $KUBE_NAMESPACE of $KUBE_CLUSTER ($KUBE_STRATEGY)"
    would "wait for $(list "${KUBE_DEPLOYMENTS[@]}"), up to $KUBE_TIMEOUT seconds"
    return
  fi
  kube_prepare
  kube_choose
  kube_apply "apply what stands around the services" "$(kube_around)"
  for service in "${KUBE_SERVICES[@]}"; do
    # Where the other one still has a share of the traffic from a run that broke off, it gives it back before it changes.
    if [[ -n ${KUBE_MESH:-} && -n ${kube_old[$service]} && ${kube_old[$service]} != "${kube_new[$service]}" ]]; then
      kube_route "$service" "$([[ ${kube_live[$service]} == "${kube_new[$service]}" ]] && echo 100 || echo 0)"
    fi
    kube_start "$service"
    names+=("${kube_new[$service]}")
  done
  kube_wait "${names[@]}"
  kube_is_coloured || [[ $KUBE_STRATEGY == canary ]] || kube_publish
}

# kube_around: the configuration, and everything but the deployments of the services, what scales them, and what leads to them. A service
# that is not there yet is made first, because pods look for each other by it.
kube_around() {
  local service ours=()
  for service in "${KUBE_SERVICES[@]}"; do
    # shellcheck disable=SC2206 # names, a word each
    ours+=(${kube_fact["$service services"]})
  done
  { printf '%s\n%s\n' "$kube_objects" "$kube_there" && kube_of Service "${KUBE_SERVICES[@]}" && kube_configuration; } |
    jq -cs --arg deployments "${KUBE_DEPLOYMENTS[*]}" --arg services "${ours[*]}" '
      ($deployments | split(" ")) as $deployments | ($services | split(" ")) as $services
      | [.[1][] | select(.kind == "Service") | .name] as $there
      | (.[2] | map(select(.metadata.name | IN($there[]) | not))) + .[3:]
        + (.[0] | map(select(
            if .kind == "Service" then .metadata.name | IN($services[]) | not
            elif .kind == "HorizontalPodAutoscaler" then .spec.scaleTargetRef.name | IN($deployments[]) | not
            elif .kind == "Deployment" then .metadata.name | IN($deployments[]) | not
            else true end)))'
}

# kube_start SERVICE: its new deployment, as many as there are to be.
kube_start() {
  local name=${kube_new[$1]} colour replicas=${kube_fact["$1 replicas"]}
  colour=$(kube_suffix "$1" "$name")
  kube_apply "apply the deployment $name" "$(kube_deployment "$1" "$colour")"
  if [[ $colour == canary ]]; then
    replicas=1
  elif [[ -z $replicas ]]; then
    # An autoscaler knows the one that has the traffic; a new one starts with as many, and with no fewer than the least.
    replicas=$(kube_count "${kube_old[$1]}" "${kube_fact["$1 fewest"]}")
  fi
  kube_scale "$name" "$replicas"
}

# kube_count NAME FEWEST: how many of a deployment are wanted now, at least so many.
kube_count() {
  local count=0
  [[ -z $1 ]] || count=$(kube get deployment "$1" --ignore-not-found --output 'jsonpath={.spec.replicas}') || count=0
  ((${count:=0} >= $2)) || count=$2
  printf '%s' "$count"
}

# kube_scale NAME REPLICAS: so many, if it is another number now.
kube_scale() {
  kube_get "deployment/$1"
  [[ -n $kube_json && $(jq -r .spec.replicas <<<"$kube_json") != "$2" ]] || return 0
  kube_change "scale $1 to $2" scale "deployment/$1" --replicas "$2"
}

# kube_publish: what scales the services and leads to them, once they run.
kube_publish() {
  local scaling leading
  scaling=$(kube_of HorizontalPodAutoscaler "${KUBE_SERVICES[@]}")
  leading=$(kube_of Service "${KUBE_SERVICES[@]}")
  kube_apply "apply what scales and what leads to the services" "$(jq -cs add <<<"$scaling$leading")"
}

# kube_wait DEPLOYMENT…: until each runs as it is written; a pod that cannot run ends it before the time is up.
kube_wait() {
  local name code left trouble end=$((SECONDS + KUBE_TIMEOUT)) round=${KUBE_ROUND:-5}
  for name in "$@"; do
    while true; do
      left=$((end - SECONDS)) code=0
      if ((left <= 0)); then
        kube_why "$name"
        fail_as timeout "$name did not get ready within $KUBE_TIMEOUT seconds$kube_said"
      fi
      kubectl "${kube_options[@]}" rollout status "deployment/$name" --timeout "$((left < round ? left : round))s" 2>"$kube_directory/said" || code=$?
      trouble=$(<"$kube_directory/said")
      kube_look_at "$name"
      ((code != 0)) || break
      if [[ $trouble == *'exceeded its progress deadline'* ]]; then
        kube_why "$name"
        fail_as timeout "$name makes no progress$kube_said"
      elif [[ $trouble != *'timed out waiting'* ]]; then
        [[ $trouble =~ $KUBE_PASSING ]] || fail "cannot wait for $name in $KUBE_NAMESPACE: $trouble"
        pause "${RETRY_PAUSE:-2}"
      fi
    done
    say "$name is ready"
  done
}

# kube_pods NAME: leaves the pods of a deployment that are of this release in kube_json.
kube_pods() {
  local service labels=""
  for service in "${KUBE_SERVICES[@]}"; do
    [[ $1 != "$(kube_name deployment "$service")"?(-blue|-green|-canary) ]] || labels=${kube_fact["$service labels"]},version=$(kube_suffix "$service" "$1")
  done
  kube_get pods --selector "$labels"
  kube_json=$(jq -c --arg release "$RELEASE_ID" '
    .items |= map(select(.metadata.deletionTimestamp == null and .metadata.annotations["gatewright/release"] == $release))' <<<"$kube_json")
}

# kube_why NAME: leaves in kube_said why its pods are not ready, in their own words.
kube_why() {
  kube_pods "$1"
  kube_said=$(jq -r '
    first(.items[] | . as $pod
      | (.status.containerStatuses // [] | .[] | select(.ready | not) | .state.waiting | objects | "\(.reason): \(.message // "")"),
        (.status.conditions // [] | .[] | select(.type == "PodScheduled" and .status == "False") | "no node takes it: \(.message // "")"),
        (.status.conditions // [] | .[] | select(.type == "Ready" and .status == "False") | .message // "")
      | select(. != "") | "; \($pod.metadata.name): \(.)") // ""' <<<"$kube_json")
  kube_said=${kube_said:0:300}
}

# kube_look: everything of this release that has been started still runs. For every moment in which somebody watches.
kube_look() {
  local service
  [[ $dry_run == false ]] || return 0
  for service in "${KUBE_SERVICES[@]}"; do
    [[ -z ${kube_new[$service]:-} ]] || kube_look_at "${kube_new[$service]}"
  done
}

# kube_look_at NAME: ends the script if its pods cannot start, crash again and again, or are killed for not being alive.
kube_look_at() {
  local pods found kind pod text
  kube_pods "$1"
  pods=$kube_json
  [[ $(jq '[.items[].status | (.containerStatuses // [], .initContainerStatuses // [])[] | select(.restartCount > 0 or .state.waiting)] | length' \
    <<<"$pods") != 0 ]] || return 0
  kube_get events --field-selector reason=Killing,type=Normal
  found=$(jq -rs --argjson stuck "$KUBE_STUCK" '
    .[0] as $events | .[1] | [.items[] | .metadata.name as $pod
      | ([$events.items[] | select(.involvedObject.name == $pod and (.message // "" | test("failed liveness probe")))] | length > 0) as $killed
      | .status | (.containerStatuses // [], .initContainerStatuses // [])[]
      | .state.waiting.reason as $waiting | .lastState.terminated as $last
      | if ($waiting // "" | IN($stuck[])) then ["stuck", $pod, "\($waiting): \(.state.waiting.message // "")"]
        elif $killed and (.restartCount >= 2 or $waiting == "CrashLoopBackOff") then ["liveness", $pod, "killed \(.restartCount) times, because it did not say that it is alive"]
        elif $waiting == "CrashLoopBackOff" or .restartCount >= 3
          then ["crash-loop", $pod, "started \(.restartCount + 1) times; last it ended with \($last.exitCode // "?") (\($last.reason // "?"))"]
        else empty end]
    | first // empty | map(gsub("[[:cntrl:]]"; " ")) | @tsv' <<<"$kube_json$pods")
  [[ -n $found ]] || return 0
  IFS=$'\t' read -r kind pod text <<<"$found"
  case $kind in
    stuck) fail "$pod cannot start: $text" ;;
    *)
      kube logs "$pod" --previous --tail 20 >&2 || true
      fail_as "$kind" "$pod is no good: $text"
      ;;
  esac
}

# kube_watch SECONDS: looks for so long whether all is well, between two shares of the traffic.
kube_watch() {
  local end
  [[ $returning == false ]] || return 0
  if [[ -n ${HEALTH_PATH:-} || -n ${MONITOR:-} ]] && declare -F watch_for >/dev/null; then
    watch_for "$1"
    kube_look
    return
  fi
  if [[ $dry_run == true ]]; then
    would "watch the pods for $1 seconds"
    return
  fi
  end=$((SECONDS + $1))
  while ((SECONDS < end)); do
    kube_look
    pause "$((end - SECONDS < 10 ? end - SECONDS : 10))"
  done
  kube_look
}

# ---- asking before there is traffic ----------------------------------------------------------------------------------

# kube_ask PATH [SERVICE]: prints what a pod of the new release answers, through the API server. Fails as curl does: 7 if there is none
# that could answer, 22 if its answer is an error; and 99 if the API server is away.
kube_ask() {
  local service=${2:-${KUBE_SERVICES[0]}} pod port
  kube_sign_in
  port=$(kube_name port "$service")
  kube_pods "${kube_new[$service]:-$(kube_name deployment "$service")}"
  pod=$(jq -r 'first(.items[] | select(any(.status.conditions[]?; .type == "Ready" and .status == "True"))) | .metadata.name' <<<"$kube_json")
  if [[ -z $pod ]]; then
    say "no pod of $service is ready"
    return 7
  fi
  kubectl "${kube_options[@]}" get --raw "/api/v1/namespaces/$KUBE_NAMESPACE/pods/$pod:$port/proxy$1" 2>"$kube_directory/said" || {
    say "$(tail -n 1 "$kube_directory/said")"
    ! grep -qE "$KUBE_AWAY" "$kube_directory/said" || return 99
    ! grep -qE 'error trying to reach service|NotFound' "$kube_directory/said" || return 7
    return 22
  }
}

# ---- the traffic -----------------------------------------------------------------------------------------------------

# kube_switch WEIGHT: so many percent of the traffic go to the new one.
kube_switch() {
  local service switched done=()
  case $KUBE_STRATEGY in
    blue-green | canary) ;;
    *) return 0 ;;
  esac
  if [[ $dry_run == true ]]; then
    would "send $1 percent of the traffic of $(list "${KUBE_SERVICES[@]}") to the new release"
    return
  fi
  # On the way back nothing is tried: the release was good here before.
  [[ $returning == false || $1 == 100 ]] || return 0
  kube_prepare
  ((${#kube_new[@]} > 0)) || kube_choose
  if [[ -n ${KUBE_SWITCH:-} ]]; then
    WEIGHT=$1 run "$KUBE_SWITCH"
  fi
  if ! kube_is_coloured; then
    kube_ratio "$1"
    return
  fi
  for service in "${KUBE_SERVICES[@]}"; do
    [[ -z ${KUBE_MESH:-} || -z ${kube_old[$service]} ]] || kube_route "$service" "$1"
  done
  (($1 == 100)) || return 0
  for service in "${KUBE_SERVICES[@]}"; do
    if ! kube_select "$service" "${kube_new[$service]##*-}"; then
      # Some would send to the new ones and some to the old ones.
      for switched in "${done[@]}"; do
        [[ -z ${kube_old[$switched]} ]] || kube_select "$switched" "$(kube_suffix "$switched" "${kube_old[$switched]}")" || true
      done
      kube_lost "switch the service of $service"
    fi
    done+=("$service")
  done
  kube_publish
  say "All of the traffic of $(list "${KUBE_SERVICES[@]}") goes to $RELEASE_ID"
}

# kube_suffix SERVICE NAME: the colour of a deployment.
kube_suffix() {
  local deployment
  deployment=$(kube_name deployment "$1")
  if [[ $2 == "$deployment" ]]; then printf plain; else printf '%s' "${2##*-}"; fi
}

# kube_select SERVICE COLOUR: one change of one object, so no request meets a moment in between. Fails if it could not be made.
# It is applied, because what is patched would belong to somebody else from then on, and stay when it is no longer applied.
kube_select() {
  kube_input=$(kube_of Service "$1" | jq -c --arg colour "$2" '{apiVersion: "v1", kind: "List", items: map(.spec.selector.version = $colour)}')
  kube apply --server-side --force-conflicts --field-manager gatewright --filename - >&2 || return
  kube_input=""
}

# kube_route SERVICE WEIGHT: the mesh sends so many percent to the new one. Each colour has a service of its own for it.
kube_route() {
  local name port old new
  name=${kube_fact["$1 services"]%% *}
  port=$(kube_of Service "$1" | jq -r '.[0].spec.ports[0].port')
  old=$(kube_suffix "$1" "${kube_old[$1]}") new=$(kube_suffix "$1" "${kube_new[$1]}")
  kube_apply "split the traffic of $1" "$(kube_of Service "$1" | jq -c --arg mesh "$KUBE_MESH" --arg name "$name" --argjson port "$port" \
    --arg old "$old" --arg new "$new" --argjson weight "$2" '
    .[0] as $service
    | def colour($colour): $service | .metadata.name += "-" + $colour | .spec.selector.version = $colour
        | .spec |= {selector, ports: (.ports | map(del(.nodePort)))};
      [colour($old), colour($new),
        if $mesh == "istio" then {
            apiVersion: "networking.istio.io/v1", kind: "VirtualService", metadata: {name: $name, labels: $service.metadata.labels},
            spec: {hosts: [$name], http: [{route: [
              {destination: {host: "\($name)-\($old)", port: {number: $port}}, weight: (100 - $weight)},
              {destination: {host: "\($name)-\($new)", port: {number: $port}}, weight: $weight}]}]}}
        else {
            apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: {name: $name, labels: $service.metadata.labels},
            spec: {parentRefs: [{group: "", kind: "Service", name: $name, port: $port}], rules: [{backendRefs: [
              {name: "\($name)-\($old)", port: $port, weight: (100 - $weight)},
              {name: "\($name)-\($new)", port: $port, weight: $weight}]}]}} end]')"
}

# kube_ratio WEIGHT: so many of a hundred pods are new ones. The new ones come before the old ones go.
kube_ratio() {
  local service name wanted canary stable all
  for service in "${KUBE_SERVICES[@]}"; do
    name=$(kube_name deployment "$service")
    [[ ${kube_new[$service]} != "$name" ]] || continue
    all=$(kube_count "$name" "${kube_fact["$service fewest"]}")
    wanted=${kube_fact["$service replicas"]}
    if (($1 == 100)); then
      # The old ones become new ones, a few at a time, while the canaries go on answering.
      kube_apply "apply the deployment $name" "$(kube_deployment "$service" plain)"
      [[ -z $wanted ]] || kube_scale "$name" "$wanted"
      continue
    fi
    if [[ -n $wanted ]]; then
      canary=$(((wanted * $1 + 99) / 100)) stable=$((wanted - canary))
      ((stable > 0)) || stable=1
    else
      # An autoscaler holds the old ones, so the new ones come on top.
      canary=$(((all * $1 + 99 - $1) / (100 - $1))) stable=$all
    fi
    kube_scale "${kube_new[$service]}" "$canary"
    kube_wait "${kube_new[$service]}"
    [[ -z $wanted ]] || kube_scale "$name" "$stable"
    say "$canary of $((canary + stable)) pods of $service are new: $((canary * 100 / (canary + stable))) percent of its traffic"
  done
  (($1 == 100)) || return 0
  kube_wait "${KUBE_DEPLOYMENTS[@]}"
  for service in "${KUBE_SERVICES[@]}"; do
    name=$(kube_name deployment "$service")
    kube_new[$service]=$name
    kube_scale "$name-canary" 0
  done
  kube_publish
}

# kube_settle: ends what the release replaced, once it need not be kept, and the configuration that nothing names any more.
kube_settle() {
  local service name deployment
  if [[ $dry_run == true ]]; then
    would "end what the release replaced${KUBE_KEEP:+, once it was kept for $KUBE_KEEP seconds}"
    return
  fi
  kube_prepare
  ((${#kube_new[@]} > 0)) || kube_choose
  kube_see
  for service in "${KUBE_SERVICES[@]}"; do
    deployment=$(kube_name deployment "$service")
    for name in "$deployment" "$deployment-blue" "$deployment-green" "$deployment-canary"; do
      # Another service may be called like a colour of this one.
      [[ $name == "$deployment" || " ${KUBE_DEPLOYMENTS[*]} " != *" $name "* ]] || continue
      [[ $name != "${kube_new[$service]}" && $(kube_seen Deployment "$name" replicas) == [1-9]* ]] || continue
      if ((${KUBE_KEEP:-0} > 0)) && [[ $name == "${kube_old[$service]:-}" ]]; then
        # Nothing in the cluster counts the hours, and no run waits for them: the next deployment takes its place.
        say "$name is kept for the way back, until the next deployment; earlier by hand, after $((KUBE_KEEP / 60)) minutes:"
        say "  kubectl --namespace $KUBE_NAMESPACE scale deployment/$name --replicas 0"
        continue
      fi
      kube_scale "$name" 0
    done
  done
  kube_sweep configmaps "${KUBE_CONFIG_MAP:-}"
  kube_sweep secrets "${KUBE_SECRET:-}"
}

# kube_sweep RESOURCE FAMILY: deletes those of a family that no revision of any deployment names. Being unable to is no harm.
kube_sweep() {
  local named name
  [[ -n $2 ]] || return 0
  named=$(kube get deployments,replicasets --output json) || return 0
  for name in $(kube get "$1" --selector "gatewright/family=$2" --output name); do
    [[ $named == *"\"${name##*/}\""* || ${name##*/} == "$kube_config_map" || ${name##*/} == "$kube_secret" ]] ||
      kube delete "$1" "${name##*/}" --ignore-not-found >&2 || true
  done
}

# ---- the ways back ---------------------------------------------------------------------------------------------------
# In a rollback RELEASE_ID is the release to go back to. A way that cannot be taken changes nothing, says why and returns 3.

# kube_release_of JSON: the release of a deployment or of a replica set.
kube_release_of() { jq -r '.spec.template.metadata.annotations["gatewright/release"] // ""' <<<"${1:-null}"; }

# kube_switch_back: the traffic goes back to what ran before and is still there, of all services or of none.
kube_switch_back() {
  local service back=()
  if ! kube_is_coloured; then
    say "Nothing to switch back: with strategy $KUBE_STRATEGY the release before is a revision, not a deployment"
    return 3
  fi
  if [[ $dry_run == true ]]; then
    would "send the traffic of $(list "${KUBE_SERVICES[@]}") back to $RELEASE_ID"
    return
  fi
  kube_prepare
  kube_see
  for service in "${KUBE_SERVICES[@]}"; do
    kube_find_release "$service"
    if [[ -z ${kube_new[$service]} ]]; then
      say "Cannot switch $service back: $RELEASE_ID does not run beside the one that failed any more"
      return 3
    fi
    back+=("${kube_new[$service]}")
  done
  for service in "${KUBE_SERVICES[@]}"; do
    # What was scaled down meanwhile has to carry all of the traffic again.
    kube_scale "${kube_new[$service]}" "$(kube_count "${kube_old[$service]}" "${kube_fact["$service fewest"]}")"
  done
  kube_wait "${back[@]}"
  for service in "${KUBE_SERVICES[@]}"; do
    [[ -z ${KUBE_MESH:-} ]] || kube_route "$service" 100
    if ! kube_select "$service" "$(kube_suffix "$service" "${kube_new[$service]}")"; then
      kube_lost "switch the service of $service back"
    fi
  done
  [[ -z ${KUBE_SWITCH:-} ]] || WEIGHT=0 run "$KUBE_SWITCH"
  kube_publish
  for service in "${KUBE_SERVICES[@]}"; do
    [[ -z ${kube_old[$service]} ]] || kube_scale "${kube_old[$service]}" 0
  done
  say "All of the traffic of $(list "${KUBE_SERVICES[@]}") goes to $RELEASE_ID again"
}

# kube_find_release SERVICE: the deployment that is of the release to go back to, and the other one.
kube_find_release() {
  local deployment name
  deployment=$(kube_name deployment "$1")
  kube_new[$1]="" kube_old[$1]=""
  for name in "$deployment-blue" "$deployment-green" "$deployment"; do
    if [[ -z ${kube_new[$1]} && $(kube_seen Deployment "$name" release) == "$RELEASE_ID" ]]; then
      kube_new[$1]=$name
    elif [[ -z ${kube_old[$1]} ]]; then
      kube_old[$1]=$(kube_seen Deployment "$name" name)
    fi
  done
}

# kube_canary_back: the old ones carry everything again, then the canaries go.
kube_canary_back() {
  local service name names=()
  for service in "${KUBE_SERVICES[@]}"; do
    name=$(kube_name deployment "$service")
    kube_get "deployment/$name"
    if [[ $(kube_release_of "$kube_json") != "$RELEASE_ID" ]]; then
      say "Cannot take $service back: $RELEASE_ID was replaced already"
      return 3
    fi
    names+=("$name")
  done
  for service in "${KUBE_SERVICES[@]}"; do
    name=$(kube_name deployment "$service")
    kube_scale "$name" "$(kube_count "$name" "${kube_fact["$service fewest"]}")"
  done
  kube_wait "${names[@]}"
  for name in "${names[@]}"; do kube_scale "$name-canary" 0; done
  [[ -z ${KUBE_SWITCH:-} ]] || WEIGHT=0 run "$KUBE_SWITCH"
  say "All of the traffic of $(list "${KUBE_SERVICES[@]}") goes to $RELEASE_ID again"
}

# kube_undo: each deployment goes back to the revision of the release before, all of them or none. Where two stand side by side, the
# release before is the other one.
kube_undo() {
  local service name revision names=() revisions=() i
  if kube_is_coloured; then
    kube_switch_back
    return
  fi
  if [[ $dry_run == true ]]; then
    would "take $(list "${KUBE_DEPLOYMENTS[@]}") back to their revisions of $RELEASE_ID"
    return
  fi
  kube_prepare
  for service in "${KUBE_SERVICES[@]}"; do
    name=$(kube_name deployment "$service")
    kube_get "deployment/$name"
    if [[ -z $kube_json ]]; then
      say "Cannot undo $name: there is no such deployment"
      return 3
    fi
    revision=now
    if [[ $(kube_release_of "$kube_json") != "$RELEASE_ID" ]]; then
      revision=$(kube_revision "$name" "$kube_json") || kube_lost "read the revisions of $name"
      if [[ -z $revision ]]; then
        say "Cannot undo $name: Kubernetes keeps no revision of $RELEASE_ID any more"
        return 3
      fi
    fi
    names+=("$name") revisions+=("$revision")
    kube_new[$service]=$name
  done
  if [[ $KUBE_STRATEGY == canary && " ${revisions[*]}" != *" "[0-9]* ]]; then
    # No old one was replaced yet.
    kube_canary_back
    return
  fi
  for i in "${!names[@]}"; do
    [[ ${revisions[i]} != now ]] || continue
    kube rollout history "deployment/${names[i]}" >&2 || true
    kube_change "undo ${names[i]}" rollout undo "deployment/${names[i]}" --to-revision "${revisions[i]}"
  done
  kube_wait "${names[@]}"
  for name in "${names[@]}"; do
    [[ $KUBE_STRATEGY != canary ]] || kube_scale "$name-canary" 0
    kube_pods "$name"
    jq -r '.items[] | "\(.metadata.name)  \(.status.phase)"' <<<"$kube_json"
    kube logs "deployment/$name" --tail 100 >&2 || true
  done
  say "$(list "${names[@]}") run $RELEASE_ID again"
}

# kube_revision NAME DEPLOYMENT: the number of the newest revision that is of this release; nothing, if none is kept.
kube_revision() {
  local uid sets
  uid=$(jq -r .metadata.uid <<<"$2")
  sets=$(kube get replicasets --output json) || return
  jq -r --arg uid "$uid" --arg release "$RELEASE_ID" '
    [.items[] | select(any(.metadata.ownerReferences[]?; .uid == $uid))
      | select(.spec.template.metadata.annotations["gatewright/release"] == $release)
      | .metadata.annotations["deployment.kubernetes.io/revision"] | tonumber] | max // empty' <<<"$sets"
}
