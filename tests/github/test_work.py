"""The rules of runs, approvals, deployments, issues, pull requests, statuses and commits."""

import unittest

from client import Case

A, B, C, D = ("a" * 40, "b" * 40, "c" * 40, "d" * 40)


class Approvals(Case):
    def waiting(self, *environment):
        self.given(["token", "ann", "login=ann"], ["token", "bo", "login=bo"], ["environment", "prod", "reviewers=ann,o/ops", *environment],
                   ["team", "o/ops", "members=bo"], ["run", 5, "actor=ann"], ["job", 5, "prod"])

    def review(self, status, who, **changes):
        number = self.get("environments/prod")["id"]
        body = {"environment_ids": [number], "state": "approved", "comment": "go", **changes}
        return self.refused(status, "POST", "actions/runs/5/pending_deployments", body, who=who).body

    def pending(self, who="rosa"):
        return self.get("actions/runs/5/pending_deployments", who=who)

    def test_a_listed_person_approves(self):
        self.waiting()
        self.assertEqual(self.get("actions/runs/5")["status"], "waiting")
        self.assertEqual([each["current_user_can_approve"] for each in self.pending("ann") + self.pending("bo")], [False, True])
        self.assertEqual(self.review(200, "bo")[0]["environment"], "prod")
        self.assertEqual((self.pending(), self.get("actions/runs/5")["status"]), ([], "in_progress"))
        review, = self.get("actions/runs/5/approvals")
        self.assertEqual((review["user"]["login"], review["state"], review["environments"][0]["name"]), ("bo", "approved", "prod"))
        self.review(422, "bo")

    def test_nobody_else(self):
        self.waiting()
        self.review(422, "ann")  # started it
        self.review(422, "ada")  # is not listed
        self.review(403, "ghs_job")
        self.assertEqual(self.get("actions/runs/5/approvals"), [])

    def test_oneself_where_the_environment_allows_it(self):
        self.waiting("self_review=allowed")
        self.review(200, "ann")

    def test_every_field_is_needed(self):
        self.waiting()
        for field in ("environment_ids", "state", "comment"):
            self.review(422, "bo", **{field: None})
        self.review(422, "bo", environment_ids=[1])

    def test_a_rejection_fails_the_run(self):
        self.waiting()
        self.review(200, "bo", state="rejected")
        self.assertEqual(self.get("actions/runs/5")["conclusion"], "failure")
        self.assertEqual(self.pending(), [])

    def test_a_timer_goes_on_after_the_approval(self):
        self.waiting("wait=60")
        self.review(200, "bo")
        self.assertEqual(len(self.pending()), 1)
        self.given(["clock", "2025-01-03T13:00:01Z"])
        self.assertEqual(self.pending(), [])

    def test_first_use_creates_an_environment_without_protection(self):
        self.given(["run", 5], ["job", 5, "Typo"])
        environment = self.get("environments/typo")
        self.assertEqual((environment["protection_rules"], environment["deployment_branch_policy"]), ([], None))
        self.assertEqual(self.pending(), [])


class Runs(Case):
    def test_filters(self):
        self.given(["run", 1, "status=completed", "conclusion=failure", "event=push", "at=2025-01-01T10:00:00Z"],
                   ["run", 2, "branch=next", "actor=bo", "workflow=other.yml", "at=2025-01-02T10:00:00Z"])
        for query, numbers in (("", [2, 1]), ("status=completed", [1]), ("status=failure", [1]), ("status=success", []), ("event=push", [1]),
                               ("branch=next", [2]), ("actor=BO", [2]), ("created=>=2025-01-02", [2]), ("created=<2025-01-02", [1]),
                               ("created=2025-01-01..2025-01-01", [1]), ("created=2025-01-02", [2])):
            runs = self.get(f"actions/runs?{query}")
            self.assertEqual(([run["id"] for run in runs["workflow_runs"]], runs["total_count"]), (numbers, len(numbers)), query)
        self.assertEqual([run["id"] for run in self.get("actions/workflows/other.yml/runs")["workflow_runs"]], [2])

    def test_cancel(self):
        self.given(["run", 1], ["run", 2, "status=completed"])
        self.refused(202, "POST", "actions/runs/1/cancel")
        self.assertEqual(self.get("actions/runs/1")["conclusion"], "cancelled")
        self.refused(409, "POST", "actions/runs/2/cancel")
        self.refused(404, "POST", "actions/runs/3/cancel")

    def test_dispatch(self):
        self.given(["workflow", "deploy.yml"], ["workflow", "check.yml", "dispatch=no"])
        path = "actions/workflows/deploy.yml/dispatches"
        self.refused(204, "POST", path, {"ref": "main", "inputs": {"a": "b"}})
        self.assertIn("workflow_run_id", self.refused(200, "POST", path, {"ref": "main", "return_run_details": True}).body)
        self.refused(422, "POST", path, {"ref": "nowhere"})
        self.refused(422, "POST", path, {"ref": "main", "inputs": {f"i{number}": "" for number in range(26)}})
        self.refused(422, "POST", "actions/workflows/check.yml/dispatches", {"ref": "main"})
        self.refused(404, "POST", "actions/workflows/other.yml/dispatches", {"ref": "main"})
        self.refused(403, "POST", path, {"ref": "main"}, who="rosa")


class Deployments(Case):
    record = {"ref": B, "auto_merge": False, "required_contexts": [], "environment": "test", "task": "release", "payload": {"id": "x"}}

    def test_a_record_is_neither_merged_nor_checked(self):
        for field in ("auto_merge", "required_contexts"):
            self.refused(409, "POST", "deployments", {key: value for key, value in self.record.items() if key != field})
        self.refused(422, "POST", "deployments", {**self.record, "ref": "nowhere"})
        self.refused(422, "POST", "deployments", {**self.record, "description": "x" * 141})
        self.assertEqual(self.refused(201, "POST", "deployments", self.record).body["payload"], {"id": "x"})

    def test_filters(self):
        self.given(["record", 1, "test", "r1", "success"], ["record", 2, "prod", "r2", "success"], ["automatic", 3, "test"])
        for query, numbers in (("", [3, 2, 1]), ("?environment=test", [3, 1]), ("?environment=test&task=release", [1]), ("?ref=x", [])):
            self.assertEqual([each["id"] for each in self.get(f"deployments{query}")], numbers)

    def test_a_success_retires_what_was_there_except_in_production(self):
        self.given(*(["record", number, place, "r", "success"] for number, place in ((1, "test"), (2, "test"), (3, "prod"), (4, "prod"))))
        for number in (2, 4):
            self.refused(201, "POST", f"deployments/{number}/statuses", {"state": "success"})
        self.assertEqual([self.get(f"deployments/{number}/statuses")[0]["state"] for number in (1, 3)], ["inactive", "success"])
        self.refused(422, "POST", "deployments/2/statuses", {"state": "success", "description": "x" * 141})
        self.refused(422, "POST", "deployments/2/statuses", {"state": "done"})


class IssuesAndPulls(Case):
    def test_a_pull_request_is_an_issue_too(self):
        self.given(["issue", 1, "labels=blocker,bug"], ["issue", 2, "state=closed"], ["pull", 3, "labels=blocker", "at=2025-01-04T00:00:00Z"])
        for query, numbers in (("", [3, 1]), ("?state=all", [3, 2, 1]), ("?labels=Blocker", [3, 1]), ("?labels=blocker,bug", [1]),
                               ("?state=closed", [2])):
            self.assertEqual([each["number"] for each in self.get(f"issues{query}")], numbers, query)
        self.assertIn("pull_request", self.get("issues/3"))
        self.assertEqual([each["number"] for each in self.get("pulls")], [3])

    def test_made_changed_and_closed(self):
        self.given(["pull", 7])
        self.refused(422, "POST", "issues", {"body": "no title"})
        number = self.refused(201, "POST", "issues", {"title": "it broke", "labels": ["incident"]}).body["number"]
        self.assertEqual(number, 8)
        closed = self.refused(200, "PATCH", "issues/8", {"state": "closed"}).body
        self.assertEqual((closed["state"], closed["state_reason"], closed["title"]), ("closed", "completed", "it broke"))
        self.refused(422, "PATCH", "issues/8", {"state": "gone"})
        self.refused(403, "POST", "issues", {"title": "x"}, who="rosa")

    def test_what_is_known_of_a_pull_request(self):
        self.given(["pull", 3, "head=feature", f"sha={D}", f"commits={C},{D}", "files=a,b"], ["pull_review", 3, "ann", "changes"],
                   ["pull_review", 3, "ann", "approved"], ["pull", 4, "state=merged", "base=next"])
        self.assertEqual([each["state"] for each in self.get("pulls/3/reviews")], ["CHANGES_REQUESTED", "APPROVED"])
        self.assertEqual([each["sha"] for each in self.get("pulls/3/commits")], [C, D])
        self.assertEqual((self.get("pulls/3")["merged"], self.get("pulls/4")["merged"]), (False, True))
        self.assertEqual([each["number"] for each in self.get("pulls?state=all&base=main")], [3])


class Commits(Case):
    def history(self):
        self.given(["commit", A, "at=2025-01-01T00:00:00Z"], ["commit", B, f"parents={A}", "at=2025-01-02T00:00:00Z", "files=x"],
                   ["commit", C, f"parents={B}", "at=2025-01-03T00:00:00Z"], ["commit", D, f"parents={A}", "at=2025-01-04T00:00:00Z"],
                   ["branch", "main", C], ["branch", "side", D], ["tag", "v1", A, "annotated=yes"])

    def test_comparison(self):
        self.history()
        for both, status, commits in ((f"{A}...main", "ahead", [B, C]), ("main...v1", "behind", []), ("v1...v1", "identical", []),
                                      ("main...side", "diverged", [D])):
            comparison = self.get(f"compare/{both}")
            self.assertEqual((comparison["status"], [each["sha"] for each in comparison["commits"]]), (status, commits), both)
        self.assertEqual(self.get("compare/main...side")["behind_by"], 2)
        self.refused(404, "GET", "compare/main...nowhere")

    def test_an_annotated_tag_is_peeled(self):
        self.history()
        there = self.get("git/ref/tags/v1")["object"]
        self.assertEqual(there["type"], "tag")
        self.assertEqual(self.get(f"git/tags/{there['sha']}")["object"]["sha"], A)
        self.assertEqual(self.get("commits/v1")["sha"], A)

    def test_references(self):
        self.history()
        self.refused(201, "POST", "git/refs", {"ref": "refs/tags/v2", "sha": B})
        self.refused(422, "POST", "git/refs", {"ref": "refs/tags/v2", "sha": B})
        self.refused(422, "POST", "git/refs", {"ref": "refs/tags/v3", "sha": "9" * 40})

    def test_statuses(self):
        self.history()
        self.refused(422, "POST", f"statuses/{'9' * 40}", {"state": "success"})
        self.refused(422, "POST", f"statuses/{A}", {"state": "success", "description": "x" * 141})
        for state in ("failure", "success"):
            self.refused(201, "POST", f"statuses/{A}", {"state": state, "context": "gate"}, who="ghs_job")
        self.refused(201, "POST", f"statuses/{A}", {"state": "pending", "context": "other"})
        combined = self.get("commits/v1/status")
        self.assertEqual((combined["state"], combined["total_count"]), ("pending", 2))
        self.assertEqual([each["state"] for each in self.get(f"commits/{A}/statuses")], ["pending", "success", "failure"])

    def test_at_most_a_thousand_statuses_of_a_context(self):
        self.history()
        self.given(*(["commit_status", A, "gate", "pending"] for _ in range(1000)))
        self.refused(422, "POST", f"statuses/{A}", {"state": "success", "context": "gate"})
        self.refused(201, "POST", f"statuses/{A}", {"state": "success", "context": "other"})

    def test_files(self):
        self.given(["file", "deploy/lib.sh", "main", "echo"], ["file", "README.md", B, "read"])
        self.assertEqual(self.ask("GET", "contents/README.md", accept="application/vnd.github.raw+json").body, b"read")
        self.assertEqual([(each["name"], each["type"]) for each in self.get("contents/deploy")], [("lib.sh", "file")])
        self.refused(404, "GET", "contents/nothing")


class Branches(Case):
    def setUp(self):
        super().setUp()
        self.given(["commit", A], ["commit", B, f"parents={A}"], ["branch", "main", B], ["tree", A, "app:1", ".github:2"],
                   ["tree", B, "app:3", ".github:4"])

    def commit(self, tree=B, parent=B):
        return self.refused(201, "POST", "git/commits", {"message": "back", "tree": tree, "parents": [parent]}).body["sha"]

    def test_a_commit_of_other_files(self):
        mixed = {"base_tree": A, "tree": [{"path": ".github", "mode": "040000", "type": "tree", "sha": "4"}]}
        tree = self.refused(201, "POST", "git/trees", mixed).body
        self.assertEqual({entry["path"]: entry["sha"] for entry in tree["tree"]}, {"app": "1", ".github": "4"})
        self.assertEqual(self.refused(201, "POST", "git/trees", {"base_tree": A, "tree": []}).body["sha"], A)
        sha = self.commit(tree["sha"])
        self.refused(200, "PATCH", "git/refs/heads/main", {"sha": sha})
        self.assertEqual(self.get("git/commits/" + sha)["tree"]["sha"], tree["sha"])
        self.assertEqual(self.get("git/ref/heads/main")["object"]["sha"], sha)

    def test_a_branch_moves_forward(self):
        beside = self.commit(parent=A)
        self.refused(422, "PATCH", "git/refs/heads/main", {"sha": beside})
        self.refused(422, "PATCH", "git/refs/heads/main", {"sha": C})
        self.refused(404, "PATCH", "git/refs/heads/gone", {"sha": beside})
        self.refused(200, "PATCH", "git/refs/heads/main", {"sha": beside, "force": True})

    def test_a_protected_branch_takes_pull_requests(self):
        self.given(["protected_branch", "main"])
        sha = self.commit()
        self.refused(422, "PATCH", "git/refs/heads/main", {"sha": sha})
        self.refused(201, "POST", "git/refs", {"ref": "refs/heads/back", "sha": sha})
        asked = {"title": "back", "head": "back", "base": "main"}
        self.assertEqual(self.refused(201, "POST", "pulls", asked).body["head"]["sha"], sha)
        self.refused(422, "POST", "pulls", asked)
        self.given(["no_pulls_by_actions"])
        self.refused(403, "POST", "pulls", asked)


if __name__ == "__main__":
    unittest.main()
