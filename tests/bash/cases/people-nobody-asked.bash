# An arrow without people asks GitHub nothing.
when require_approvals
expect prints ""
expect requested GET .* 0
