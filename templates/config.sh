#!/usr/bin/env bash
# shellcheck disable=SC2154 # the deploy script and the steps say the rest
# What an environment is configured with, held against its schema before anything changes.
# Source it behind the steps; it does nothing by itself. The deploy script says what there is:
#   VARIABLES  their names; flags are variables, too
#   SECRETS    their names; what they hold is in no message
# and then, a line for each key, what it has to be. require_configuration says all that is wrong at once.

VARIABLES=() SECRETS=()

# What is wrong, the keys that were looked at, and the commands that say whether a value works.
misfits=() keys=() checks=()
readonly CONFIG_SECONDS=60

# must_be KEY TYPE [min=NUMBER] [max=NUMBER] [pattern=EXPRESSION], or must_be KEY one-of VALUE…: it is there, and it is that.
must_be() {
  keys+=("$1")
  if is_there "$1"; then
    hold_against "$@"
  else
    misfits+=("$1 is missing")
  fi
}

# may_be: the same of a key that may be missing.
may_be() {
  keys+=("$1")
  if is_there "$1"; then hold_against "$@"; fi
}

# must_work KEY COMMAND: the command finds the value in the environment, and succeeds if it works. Without a value there is nothing to try.
must_work() { checks+=("$1" "$2"); }

# GitHub makes a secret that is not set an empty one.
is_there() { [[ -n ${!1+set} ]] && { [[ -n ${!1} ]] || ! is_secret "$1"; }; }
is_secret() { [[ " ${SECRETS[*]} " == *" $1 "* ]]; }

# hold_against KEY TYPE WORD…
hold_against() {
  local key=$1 type=$2 wanted
  shift 2
  wanted=$(misfit "$type" "${!key}" "$@") || return 0
  if is_secret "$key"; then
    misfits+=("$key, a secret, is not what the schema wants: $wanted")
  else
    misfits+=("$key is $(shown "${!key}"), and the schema wants $wanted")
  fi
}

# misfit TYPE VALUE WORD…: says what is wanted if the value is not that; if it is, fails.
misfit() {
  local value=$2 expression
  case $1 in
    one-of)
      for expression in "${@:3}"; do
        [[ $value != "$expression" ]] || return 1
      done
      printf 'one of %s' "$(list "${@:3}")"
      return 0
      ;;
    integer) expression='^[+-]?[0-9]+$' ;;
    number) expression='^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$' ;;
    boolean) expression='^(true|false|1|0)$' ;;
    url) expression='^[A-Za-z][A-Za-z0-9+.:-]*://[^[:space:]]+$' ;;
    port) expression='^0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$' ;;
    duration) expression='^([0-9]+ *(ms|seconds?|minutes?|hours?|days?|weeks?|min|s|m|h|d|w) *)+$' ;;
    *) expression='' ;;
  esac
  if [[ ! $value =~ $expression ]]; then
    said_of "$1"
    return 0
  fi
  out_of_bounds "$value" "${@:3}"
}
said_of() {
  case $1 in
    integer) printf 'a whole number' ;;
    number) printf 'a number' ;;
    boolean) printf 'true or false' ;;
    url) printf 'an address such as https://example.com' ;;
    port) printf 'a port from 1 to 65535' ;;
    duration) printf 'a length of time such as 30s' ;;
  esac
}

# out_of_bounds VALUE WORD…: the same of the limits.
out_of_bounds() {
  local value=$1 word
  for word in "${@:2}"; do
    case $word in
      min=*) is_most "${word#min=}" "$value" || {
        printf 'at least %s' "${word#min=}"
        return 0
      } ;;
      max=*) is_most "$value" "${word#max=}" || {
        printf 'at most %s' "${word#max=}"
        return 0
      } ;;
      pattern=*) [[ $value =~ ${word#pattern=} ]] || {
        printf 'something like %s' "${word#pattern=}"
        return 0
      } ;;
    esac
  done
  return 1
}
is_most() { LC_ALL=C awk -v one="$1" -v other="$2" 'BEGIN { exit !(one + 0 <= other + 0) }'; }

# require_configuration: all of it holds, and what has to work does.
require_configuration() {
  local i all
  if [[ $dry_run == true ]]; then
    would "look at the configuration: $(list "${keys[@]}")"
    return 0
  fi
  for ((i = 0; i < ${#checks[@]}; i += 2)); do
    if is_there "${checks[i]}"; then try_value "${checks[i]}" "${checks[i + 1]}"; fi
  done
  if ((${#misfits[@]} > 0)); then
    printf -v all '%s; ' "${misfits[@]}"
    fail "the configuration is not what it has to be: ${all%; }"
  fi
  say "The configuration is what the schema wants: $(list "${keys[@]}")"
}

# try_value KEY COMMAND: in a shell of its own, in the release's checkout, without GitHub's token.
try_value() {
  local code=0
  (
    cd "$RELEASE_DIR" || exit 126
    exec env -u GH_TOKEN -u GITHUB_TOKEN -u LC_ALL ${CALLERS_LC_ALL:+"LC_ALL=$CALLERS_LC_ALL"} timeout --kill-after 5 "$CONFIG_SECONDS" bash -euo pipefail -c "$2"
  ) || code=$?
  case $code in
    0) ;;
    124 | 137) misfits+=("the check of $1 takes more than $CONFIG_SECONDS seconds") ;;
    126 | 127) misfits+=("the check of $1 is missing, or may not be run: $2") ;;
    *) misfits+=("what $1 holds does not work: its check fails with exit code $code") ;;
  esac
}
