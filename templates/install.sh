#% if install

begin_phase install
step 'Fetch what the commands need'
#% if install.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the step's own shell expands it
#% endif
run @{ install.text }
#% endif
