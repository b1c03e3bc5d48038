given review bo rejected production-approval-1 comment="not on a \`Friday\`"
when tell_rejection rework "{version} needs work before {environment}: {nothing}"
expect passes
expect requested POST '/repos/o/r/issues' 1 '.body.title == "2.0.0 needs work before production: {nothing}" and .body.labels == ["rework"] and (.body.body | contains("bo said no at production-approval-1: `not on a '"'"'Friday'"'"'`"))'
