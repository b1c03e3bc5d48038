#% for phase in phases
#% if separate or not loop.first

#% endif
@{ margin }@{ phase.begin } @{ phase.name }
#% for action in phase.actions
#% if action.call
#% if action.call.literal
@{ margin }# shellcheck disable=SC1003,SC1112,SC2016 # each word is meant as it is written
#% endif
@{ margin }@{% for word in action.call.words %}@@{% if not loop.first %}@ @{% endif %}@@{ word }@{% endfor %}@

#% else
#% set step = action.step
#% if step.literal
@{ margin }# shellcheck disable=SC1003,SC1112,SC2016 # the title is meant as it is written
#% endif
@{ margin }step @{ step.title }
#% if step.directory
@{ margin }inside @{ step.directory }
#% endif
#% if step.timeout_seconds
@{ margin }within @{ step.timeout_seconds }
#% endif
#% if step.optional
@{ margin }may_fail
#% endif
#% for command in step.run
#% if command.literal
@{ margin }# shellcheck disable=SC1003,SC1112,SC2016 # the step's own shell expands it
#% endif
@{ margin }run @{ command.text }
#% endfor
#% endif
#% endfor
#% endfor
