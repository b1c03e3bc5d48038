given record 12 production "$A" success at=2026-11-20T09:30:00Z version=1.0.0 commit="${COMMIT//b/a}"
given commit "${COMMIT//b/a}" message="the first"
given commit "$COMMIT" message="$(printf 'Mend | the `thing` <b>\nmore')" parents="${COMMIT//b/a}" author=ann
export REASON=""
when write_brief staging-to-production
expect passes
expect nothing_written
expect summary_says "## May $B go to production?"
expect summary_says "| Runs in production now | release-20250101-120000, version 1.0.0, for 4 days"
expect summary_says "| A way back restores | release-20250101-120000, version 1.0.0 |"
expect summary_says "| In staging | $B, version 2.0.0, for 2 days 30 minutes"
expect summary_says "| Window office-hours | open, closes on Tue 2026-11-24 16:00 (Europe/Berlin) |"
expect summary_says "| Freeze | begins on Fri 2026-12-18 00:00 (Europe/Berlin) |"
expect summary_says "1 new, 0 left out"
expect summary_says "\`\` Mend | the 'thing' <b> \`\` by \`\` ann \`\`"
expect summary_says "| \`LOG_LEVEL\` | \`\` info \`\` | \`\` warn \`\` |"
expect summary_says "| \`PAYMENTS\` | \`\` sandbox \`\` | \`\` live \`\` |"
expect summary_says "- [ ] The way back is prepared"
expect summary_says "- [ ] On call knows about it \\(managers\\)"
expect summary_says "- 2 of leads \\(\\@acme/leads\\) or managers \\(\\@acme/managers\\), for production"
expect summary_says "alice started this and does not count"
