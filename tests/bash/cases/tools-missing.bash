# All that is missing, at once.
when require_tools bash sha257sum jqq
expect refuses "this machine lacks sha257sum, jqq"
