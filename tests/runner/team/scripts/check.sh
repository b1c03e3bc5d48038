#!/usr/bin/env bash
# check.sh WHAT: passes, unless ~/broken/WHAT is there. ~/ran says what ran.
set -euo pipefail
echo "$1" >>"$HOME/ran"
[[ ! -e $HOME/broken/$1 ]]
