#!/usr/bin/env bash
# The library does not quote, and the layout is wrong here.
source deploy/lib.sh
  remove "$1"
