# A command of several lines, with quotes and variables, arrives as it was written; its title is only text.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
deploy prod
expect says "$B on prod"
expect ran_with "after.sh x y"
expect says 'It costs $5 and isn’t `free` \'
