# The same bytes, whatever the time, the owner and the order of the globs.
mkdir -p "$here/a/dist/sub" "$here/b/dist/sub"
for copy in a b; do
  echo one >"$here/$copy/dist/-one"
  echo two >"$here/$copy/dist/sub/.two words"
  echo no >"$here/$copy/other"
done
touch -d 2001-01-01 "$here/b/dist/-one"
chmod 600 "$here/b/dist/-one"
when <<END
pack "$here/a" "$here/a.tar.gz" 'dist/**' 'dist/-*'
sleep 1
pack "$here/b" "$here/b.tar.gz" 'dist/-one' 'dist'
END
expect prints ""
cmp "$here/a.tar.gz" "$here/b.tar.gz" || fail "they differ"
[[ $(tar -tzf "$here/a.tar.gz") == $'./dist/-one\n./dist/sub/.two words' ]] || fail "holds $(tar -tzf "$here/a.tar.gz")"
