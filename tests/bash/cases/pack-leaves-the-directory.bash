when pack "$here/checkout" "$here/x.tar.gz" '../*'
expect refuses 'the artifact "../*" leaves the directory'
