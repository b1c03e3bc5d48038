for number in 1 2 3 4 5; do given branch release/v1.0.$number; done
when <<END
github GET repos/o/r/branches | jq -c 'map(.name[-1:])'
END
expect prints '["n","1","2","3","4","5"]'
