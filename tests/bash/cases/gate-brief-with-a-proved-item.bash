export SOURCE=test TARGET=staging
when write_brief to-staging
expect passes
expect summary_says "- [x] The scan shows nothing new \\(proved by: Security scan\\)"
expect summary_says "- [x] Licences are in order \\(proved by: Licences are in order\\)"
expect summary_says "- [ ] Partners have been told \\(optional\\)"
