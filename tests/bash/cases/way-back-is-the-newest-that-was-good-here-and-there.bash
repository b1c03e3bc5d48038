given record 10 staging $A success run=7
given record 11 active $A success run=7
given record 12 staging $C success run=7
given record 13 staging $B success run=7
when output_way_back staging ""
expect passes
# C never succeeded in active, from where staging goes back.
expect outputs "release=$A
version=2.0.0
commit=$COMMIT
digest=$DIGEST
leaves=$B
leaves-version=2.0.0
leaves-commit=$COMMIT"
