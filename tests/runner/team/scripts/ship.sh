#!/usr/bin/env bash
# Production takes nothing without its key.
set -euo pipefail
[[ $ENVIRONMENT != production && $ENVIRONMENT != second || -n ${PAYMENT_KEY:-} ]]
exec ./scripts/deploy.sh
