
export ENVIRONMENT=@{ top.environment }
export URL=@{ top.url }
#% for variable in top.variables
#% if variable.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the value is meant as it is written
#% endif
export @{ variable.name }=@{ variable.value }
#% endfor
#% if top.settings

#% for setting in top.settings
#% if setting.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the value is meant as it is written
#% endif
#% if setting.is_list
@{ setting.name }=(@{% for word in setting.words %}@@{% if not loop.first %}@ @{% endif %}@@{ word }@{% endfor %}@)
#% elif setting.exported
export @{ setting.name }=@{ setting.words[0] }
#% else
@{ setting.name }=@{ setting.words[0] }
#% endif
#% endfor
#% endif
