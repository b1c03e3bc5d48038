"""Every question has an answer, so that the traffic stage can hold each against GitHub's description."""

import unittest

import world
from call import ROUTES, found_route
from client import Case

A, B = "a" * 40, "b" * 40
FACTS = (
    ["repository", "o/r", "visibility=private", "immutable_releases=yes"],
    ["team", "o/ops", "members=ann,bo", "access=write"], ["person", "ann", "access=admin"],
    ["environment", "prod", "reviewers=ann,o/ops", "wait=5", "branches=main", "tags=v*"], ["environment", "bare", "branches=any"],
    ["secret", "KEY", "prod"], ["secret", "KEY"], ["secret", "KEY", "organization"],
    ["variable", "URL", "prod", "value=x"], ["variable", "URL"], ["variable", "URL", "organization"],
    ["ruleset", '{"name": "above", "enforcement": "active"}', "source=organization"],
    ["ruleset", '{"name": "main", "enforcement": "active", "rules": [{"type": "deletion"}], "conditions": {"ref_name": '
                '{"include": ["~DEFAULT_BRANCH"], "exclude": []}}}'],
    ["commit", A, "files=x", "message=one\\ntwo"], ["commit", B, f"parents={A}", "files=y"],
    ["tree", B, ".github:1", "a.md:2"], ["tag", "v1", A, "annotated=yes"], ["tag", "v2", B],
    ["run", 1], ["run", 2, "status=completed", "conclusion=failure", "actor=dependabot[bot]"],
    ["job", 1, "prod"], ["review", "ann", "approved", "prod", "run=2"],
    ["record", 11, "prod", "release-20250102-120000", "queued,in_progress,success"], ["automatic", 12, "bare"],
    ["issue", 1, "labels=bug,incident", "assignees=ann", "body=it\\nbroke"], ["issue", 2, "state=closed"],
    ["pull", 3, f"sha={B}", f"commits={A},{B}", "files=x", "labels=bug", "draft=yes"], ["pull", 4, "state=merged"],
    ["pull_review", 3, "ann", "approved"], ["commit_status", B, "gate", "success"], ["commit_status", B, "other", "pending"],
    ["event", 3, "ready_for_review"], ["event", 3, "base_ref_changed"], ["event", 1, "closed"], ["event", 1, "reopened"],
    ["release", "v1", "prerelease=no"], ["asset", "v1", "x.tar.gz", __file__],
    ["file", ".github/CODEOWNERS", "main", "* @ann @nobody"], ["file", "docs/a.md", "main", "text"])
PATHS = """
/user /users/ann /rate_limit /orgs/o/teams /orgs/o/teams/ops /orgs/o/teams/ops/members /orgs/o/teams/ops/repos/o/r
/repos/o/r immutable-releases teams collaborators/ann/permission codeowners/errors contents/docs contents/docs/a.md
environments environments/prod environments/bare environments/prod/deployment-branch-policies
environments/prod/secrets environments/prod/variables actions/secrets actions/variables
actions/organization-secrets actions/organization-variables rulesets rulesets/RULESET
branches branches/main tags git/ref/heads/main git/ref/tags/v1 git/ref/tags/v2 git/matching-refs/heads/m git/matching-refs/tags/v
git/tags/TAG git/commits/B git/trees/B commits commits/B commits/B/status commits/B/statuses commits/B/pulls compare/v1...main compare/main...v1
actions/workflows actions/workflows/promote-release.yml actions/workflows/promote-release.yml/runs actions/runs actions/runs/1
actions/runs/2 actions/runs/2/approvals actions/runs/1/pending_deployments
deployments deployments/11 deployments/11/statuses deployments/12/statuses
issues issues?state=all issues/1 issues/3 issues/1/comments issues/1/timeline issues/3/timeline
pulls pulls?state=all pulls/3 pulls/4 pulls/3/reviews pulls/3/commits pulls/3/files
releases releases/latest releases/tags/v1 releases/RELEASE releases/RELEASE/assets releases/assets/ASSET
""".split()


class Shapes(Case):
    def test_every_question(self):
        self.given(*FACTS)
        self.refused(201, "POST", "issues/1/comments", {"body": "seen"})
        state = self.state()
        names = {"RULESET": list(state["rulesets"])[-1], "TAG": state["tags"]["v1"]["object"], "B": B,
                 "RELEASE": state["releases"]["v1"]["id"], "ASSET": state["releases"]["v1"]["assets"]["x.tar.gz"]["id"]}
        asked = set()
        for path in PATHS:
            path = "/".join(str(names.get(part, part)) for part in path.split("/"))
            asked.add(found_route("GET", path.split("?")[0] if path.startswith("/") else f"/repos/o/r/{path.split('?')[0]}")[0])
            self.assertIn(self.ask("GET", path).status, (200, 204), path)
        asked.add(found_route("GET", "/storage/1")[0])  # no part of the API: where files are fetched from
        self.assertEqual({name for method, *_, name in ROUTES if method == "GET"} - asked, set())

    def test_the_team_with_its_access(self):
        self.given(*FACTS)
        answer = self.ask("GET", "/orgs/o/teams/ops/repos/o/r", accept="application/vnd.github.v3.repository+json")
        self.assertEqual(answer.body["role_name"], "write")


if __name__ == "__main__":
    unittest.main()
