# shellcheck shell=bash
remove() { rm -r $1; }
