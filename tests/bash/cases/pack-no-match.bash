when pack "$here/checkout" "$here/x.tar.gz" 'ops/*' 'dist/**'
expect refuses 'the artifact "dist/**" matches no file'
