when require_reason " - "
expect refuses "there is no reason"
