fault UPLOAD_FAILS yes
deploy
expect refuses "failed in phase deploy" "railway could not upload $B to web"
no_fault
fault SAYS_NOTHING yes
deploy
expect refuses "nobody can tell" "railway took $B for web and did not say which deployment became of it"
