#!/usr/bin/env bash
# shellcheck disable=SC2153,SC2154 # the build script and the steps say the rest
# The images of a release: pushed once under the commit's tag, and known by their digests from then on.
# Source it behind the steps; it does nothing by itself. The build script says in IMAGES, three words each: the service, where its image
# is kept, and the folder of its Dockerfile; an empty one means that the team's own commands push it, as $IMAGE_<SERVICE>.

# name_images: the name under which each image is pushed, for the team's commands.
name_images() {
  local i variable
  for ((i = 0; i < ${#IMAGES[@]}; i += 3)); do
    variable=IMAGE_${IMAGES[i]^^}
    export "${variable//-/_}=${IMAGES[i + 1]}:${COMMIT:-local}"
  done
}

# push_images: builds those that have a folder.
push_images() {
  local i
  for ((i = 0; i < ${#IMAGES[@]}; i += 3)); do
    [[ -n ${IMAGES[i + 2]} ]] || continue
    step "Build and push the image of ${IMAGES[i]}"
    run "docker buildx build --push --tag ${IMAGES[i + 1]@Q}:${COMMIT:-local} ${IMAGES[i + 2]@Q}"
  done
}

# record_images: writes images.json, which travels with the release: what the registry has now, by digest, for every environment.
# A tag can be moved at any time; a digest is the image.
record_images() {
  local i name digest file=$RELEASE_DIR/images.json images='{}'
  [[ $dry_run == false ]] || return 0
  step "Know the images by their digests"
  [[ ! -e $file ]] || fail "the repository has an images.json at its top, which is where the digests of the release are written: move it"
  require_tools docker
  for ((i = 0; i < ${#IMAGES[@]}; i += 3)); do
    name=${IMAGES[i + 1]}:${COMMIT:-local}
    digest=$(docker buildx imagetools inspect --format '{{json .Manifest}}' "$name" | jq -r '.digest // ""') || digest=""
    [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] ||
      fail "the registry has no $name: push it as \$IMAGE_${IMAGES[i]^^}, or say where its Dockerfile is: image ${IMAGES[i]} \"${IMAGES[i + 1]}\" from=\"…\""
    images=$(jq -cS --arg service "${IMAGES[i]}" --arg image "${IMAGES[i + 1]}@$digest" '. + {($service): $image}' <<<"$images")
    say "${IMAGES[i]} is ${IMAGES[i + 1]}@$digest"
  done
  printf '%s\n' "$images" >"$file"
}
