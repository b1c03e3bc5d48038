#!/usr/bin/env bash
# Builds a release from its checkout and packs what every environment gets.
# Reads RELEASE_DIR (the checkout) and ARCHIVE (the file to write); without them it builds here.
#% if literal
# shellcheck disable=SC1003,SC1112,SC2016 # each command is for a shell of its own, and each pattern is meant as it is written
#% endif
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source @{ lib }
#% if images
source @{ library }

IMAGES=(
  #% for image in images
  @{ image.service } @{ image.place } @{ image.folder }
  #% endfor
)
#% endif

read_options "Builds a release and packs it." "$@"
start_build
#% if images
name_images
#% endif
#% include "install.sh"

#% if run
begin_phase build
#% for command in run
step @{ command.title }
run @{ command.text }
#% endfor

#% endif
#% if images
begin_phase images
push_images
record_images
finish_build images.json@{% for glob in artifact %}@ @{ glob }@{% endfor %}@

#% elif artifact
finish_build@{% for glob in artifact %}@ @{ glob }@{% endfor %}@

#% else
nothing=() # the release is its commit
finish_build "${nothing[@]}"
#% endif
