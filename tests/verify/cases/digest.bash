# The same for the same configuration, in whatever order; another one for another; and nothing of what secrets hold.
when <<'END'
export A=1 B=2 S=secret-one
VARIABLES=(A B) SECRETS=(S T)
one=$(config_digest)
VARIABLES=(B A) SECRETS=(T S)
S=secret-two
[[ $(config_digest) == "$one" ]] && echo same
[[ $one =~ ^sha256:[0-9a-f]{64}$ ]] && echo digest
B=3
[[ $(config_digest) != "$one" ]] && echo variables count
END
expect passes
for word in same digest "variables count"; do expect says "$word"; done
