# Something is wrong with the clock: no endless loop.
echo bytes >"$here/file"
given asset builds-202501 $A.tar.gz "$here/file"
when <<END
date() { echo ${A#release-}; }
sleep() { :; }
claim_release "$here/file"
END
expect refuses "30 release ids in a row are taken"
