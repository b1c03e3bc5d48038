given issue 3 labels=Incident title="prod is slow"
given issue 4 labels=other
given issue 5 labels=incident state=closed
when require_rules staging-to-production
expect refuses "one rule does not hold"
expect says 'an issue with the label "incident" is open (#3)'
