#!/usr/bin/env bash
# The way back by git: a commit that undoes another one.
# Source it; it does nothing by itself.
