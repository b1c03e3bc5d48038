for number in 1 2 3 4 5; do given branch release/v1.0.$number; done
when <<END
github GET repos/o/r/git/matching-refs/heads/release/ | jq -c 'map(.ref[-1:])'
END
expect prints '["1","2","3","4","5"]'
