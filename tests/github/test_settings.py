"""The rules of environments, branch policies, rulesets, people and names."""

import unittest

from client import Case

CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
RULESET = {"name": "main", "target": "branch", "enforcement": "active", "rules": [{"type": "deletion"}],
           "bypass_actors": [{"actor_id": 1, "actor_type": "Team", "bypass_mode": "always"}]}


class Environments(Case):
    def put(self, body, status=200, name="prod", **options):
        return self.refused(status, "PUT", f"environments/{name}", body, **options).body

    def ids(self, *logins):
        return [{"type": "User", "id": self.get(f"/users/{login}")["id"]} for login in logins]

    def test_what_is_put_is_read_back(self):
        self.given(["person", "ann"], ["team", "o/ops", "members=bo"])
        team = self.get("/orgs/o/teams/ops")["id"]
        wanted = {"wait_timer": 30, "prevent_self_review": True, "can_admins_bypass": False, "deployment_branch_policy": CUSTOM,
                  "reviewers": [*self.ids("ann"), {"type": "Team", "id": team}]}
        self.put(wanted)
        there = self.get("environments/PROD")
        wait, reviewers, _ = there["protection_rules"]
        self.assertEqual(wait["wait_timer"], 30)
        self.assertEqual([(each["type"], each["reviewer"]["id"]) for each in reviewers["reviewers"]],
                         [("User", self.ids("ann")[0]["id"]), ("Team", team)])
        self.assertEqual((reviewers["prevent_self_review"], there["can_admins_bypass"]), (True, False))
        self.assertEqual(there["deployment_branch_policy"], CUSTOM)

    def test_what_is_left_out_is_cleared(self):
        self.given(["environment", "prod", "reviewers=ann", "wait=5"])
        there = self.put({"deployment_branch_policy": CUSTOM})
        self.assertEqual([rule["type"] for rule in there["protection_rules"]], ["branch_policy"])
        self.assertTrue(there["can_admins_bypass"])

    def test_a_name_has_one_spelling_for_github(self):
        self.put({}, name="Prod")
        self.put({}, name="prod")
        self.assertEqual([each["name"] for each in self.get("environments")["environments"]], ["Prod"])

    def test_at_most_six_reviewers(self):
        logins = [f"p{number}" for number in range(7)]
        self.given(*(["person", login] for login in logins))
        self.put({"reviewers": self.ids(*logins)}, 422)
        self.put({"reviewers": self.ids(*logins[:6])})

    def test_a_reviewer_exists_reads_and_belongs_to_the_organisation(self):
        self.given(["person", "zoe", "access=none"], ["team", "o/blind", "access=none"], ["team", "other/ops"])
        self.put({"reviewers": [{"type": "User", "id": 1}]}, 422)
        self.put({"reviewers": self.ids("zoe")}, 422)
        for team in ("o/teams/blind", "other/teams/ops"):
            self.put({"reviewers": [{"type": "Team", "id": self.get(f"/orgs/{team}")["id"]}]}, 422)
        self.assertEqual(self.state()["environments"], {})

    def test_a_wait_is_at_most_thirty_days(self):
        for wait in (-1, 43_201, 1.5, "5"):
            self.put({"wait_timer": wait}, 422)
        self.put({"wait_timer": 43_200})

    def test_exactly_one_branch_flag(self):
        for both in (True, False):
            self.put({"deployment_branch_policy": {"protected_branches": both, "custom_branch_policies": both}}, 422)
        self.put({"deployment_branch_policy": {"protected_branches": True}}, 422)
        self.put({"deployment_branch_policy": None})

    def test_protection_of_a_private_repository_needs_enterprise(self):
        self.given(["repository", "visibility=private", "plan=team"])
        for field in ({"wait_timer": 0}, {"reviewers": None}, {"prevent_self_review": False}, {"can_admins_bypass": False}):
            self.put(field, 422)
        self.put({"deployment_branch_policy": CUSTOM})
        self.given(["repository", "plan=free"])
        self.put({"deployment_branch_policy": CUSTOM}, 404)
        self.given(["repository", "plan=enterprise"])
        self.put({"wait_timer": 5})

    def test_bypass_that_is_ignored_or_hidden(self):
        self.given(["bypass_is_ignored"])
        self.assertTrue(self.put({"can_admins_bypass": False})["can_admins_bypass"])
        self.given(["bypass_is_hidden"])
        self.assertNotIn("can_admins_bypass", self.get("environments/prod"))

    def test_who_may_not(self):
        answer = self.refused(403, "PUT", "environments/prod", {}, who="will")
        self.assertEqual(answer.headers["X-Accepted-GitHub-Permissions"], "administration=write")
        self.put({}, 403, who="ghs_job")
        self.put({}, 401, who="nobody")
        self.given(["repository", "visibility=private"])
        self.put({}, 404, who="nora")

    def test_a_job_may_what_its_workflow_says(self):
        self.refused(200, "GET", "deployments", who="ghs_job")
        self.given(["job_permissions", "contents=read", "issues=write"])
        self.refused(403, "GET", "deployments", who="ghs_job")
        self.refused(200, "GET", "issues", who="ghs_job")

    def test_deleting_takes_its_secrets_and_fails_what_waits(self):
        self.given(["run", 5], ["environment", "prod", "reviewers=ann"], ["secret", "KEY", "prod"], ["job", 5, "prod"])
        self.assertEqual(self.get("actions/runs/5")["status"], "waiting")
        self.refused(204, "DELETE", "environments/Prod")
        run = self.get("actions/runs/5")
        self.assertEqual((run["status"], run["conclusion"]), ("completed", "failure"))
        self.put({})
        self.assertEqual(self.get("environments/prod/secrets")["total_count"], 0)
        self.refused(404, "DELETE", "environments/other")


class BranchPolicies(Case):
    policies = "environments/prod/deployment-branch-policies"

    def test_they_are_listed_once(self):
        self.given(["environment", "prod", "branches=main,release/*", "tags=v*"])
        self.assertEqual([(each["name"], each["type"]) for each in self.get(self.policies)["branch_policies"]],
                         [("main", "branch"), ("release/*", "branch"), ("v*", "tag")])
        answer = self.refused(303, "POST", self.policies, {"name": "main"})
        self.assertRegex(answer.headers["Location"], r"deployment-branch-policies/\d+$")
        self.refused(200, "POST", self.policies, {"name": "main", "type": "tag"})

    def test_only_with_custom_policies(self):
        for branches in ("any", "protected"):
            self.given(["environment", "prod", f"branches={branches}"])
            self.refused(404, "POST", self.policies, {"name": "main"})

    def test_changed_and_deleted(self):
        self.given(["environment", "prod"])
        number = self.get(self.policies)["branch_policies"][0]["id"]
        self.assertEqual(self.refused(200, "PUT", f"{self.policies}/{number}", {"name": "next"}).body["name"], "next")
        self.refused(204, "DELETE", f"{self.policies}/{number}")
        self.refused(404, "DELETE", f"{self.policies}/{number}")


class Rulesets(Case):
    def test_unique_by_name(self):
        number = self.refused(201, "POST", "rulesets", RULESET).body["id"]
        self.refused(422, "POST", "rulesets", RULESET)
        other = self.refused(201, "POST", "rulesets", {**RULESET, "name": "other"}).body["id"]
        self.refused(422, "PUT", f"rulesets/{other}", RULESET)
        self.refused(200, "PUT", f"rulesets/{number}", {**RULESET, "enforcement": "disabled"})
        self.refused(204, "DELETE", f"rulesets/{number}")
        self.refused(404, "GET", f"rulesets/{number}")

    def test_the_list_is_a_summary_and_bypass_is_for_administrators(self):
        number = self.refused(201, "POST", "rulesets", RULESET).body["id"]
        self.assertNotIn("rules", self.get("rulesets")[0])
        self.assertIn("bypass_actors", self.get(f"rulesets/{number}"))
        self.assertNotIn("bypass_actors", self.get(f"rulesets/{number}", who="rosa"))

    def test_what_stands_above_the_repository_is_not_changed_from_here(self):
        self.given(["ruleset", '{"name": "main", "enforcement": "active"}', "source=organization"])
        above, = self.get("rulesets")
        self.assertEqual((above["source_type"], above["source"]), ("Organization", "o"))
        self.refused(404, "PUT", f"rulesets/{above['id']}", RULESET)
        self.refused(201, "POST", "rulesets", RULESET)
        self.assertEqual(len(self.get("rulesets?includes_parents=false")), 1)

    def test_not_on_a_free_private_repository(self):
        self.given(["repository", "visibility=private", "plan=free"])
        self.refused(403, "POST", "rulesets", RULESET)


class People(Case):
    def test_unknown_ones(self):
        self.refused(404, "GET", "/users/nobody")
        self.refused(404, "GET", "/orgs/o/teams/nobody")

    def test_access_of_a_team(self):
        self.given(["team", "o/ops", "access=write"], ["team", "o/blind", "access=none"])
        access = self.ask("GET", "/orgs/o/teams/ops/repos/o/r", accept="application/vnd.github.v3.repository+json")
        self.assertEqual((access.status, access.body["permissions"]["push"]), (200, True))
        self.refused(204, "GET", "/orgs/o/teams/ops/repos/o/r")
        self.refused(404, "GET", "/orgs/o/teams/blind/repos/o/r")
        self.refused(403, "GET", "/orgs/o/teams/ops", who="ghs_job")

    def test_another_repository(self):
        self.given(["repository", "acme/shop"])
        self.refused(404, "GET", "")
        self.assertEqual(self.get("/repos/acme/shop")["full_name"], "acme/shop")

    def test_a_former_name(self):
        self.given(["repository", "acme/shop"], ["renamed", "acme/store"], ["environment", "prod"])
        location = self.refused(301, "GET", "/repos/acme/store/environments/prod").headers["Location"]
        path = location.partition(f"/{self.world}")[2]
        self.assertEqual(self.get(path)["name"], "prod")
        self.refused(307, "PUT", "/repos/acme/store/environments/prod", {})

    def test_immutable_releases(self):
        self.refused(404, "GET", "immutable-releases")
        self.given(["repository", "immutable_releases=yes"])
        self.assertTrue(self.get("immutable-releases")["enabled"])

    def test_owners_who_may_not_write(self):
        self.given(["person", "ann", "access=write"], ["team", "o/ops", "access=read"],
                   ["file", ".github/CODEOWNERS", "main", "# who\\n/deploy/ @ann @o/ops @nobody\\n"])
        errors = self.get("codeowners/errors")["errors"]
        self.assertEqual([(error["line"], error["column"]) for error in errors], [(2, 15), (2, 22)])


class Names(Case):
    def test_a_page_of_variables_is_small(self):
        self.given(["environment", "prod"], *(["variable", f"V{number}", "prod", "value=1"] for number in range(40)))
        path = "environments/prod/variables"
        self.assertEqual(len(self.get(path)["variables"]), 10)
        page = self.ask("GET", f"{path}?per_page=100")
        self.assertEqual((len(page.body["variables"]), page.body["total_count"]), (30, 40))
        self.assertIn("page=2", page.next)

    def test_places(self):
        self.given(["environment", "prod"], ["secret", "a", "organization"], ["secret", "b"], ["secret", "c", "prod"])
        for path, name in (("actions/organization-secrets", "A"), ("actions/secrets", "B"), ("environments/prod/secrets", "C")):
            self.assertEqual([each["name"] for each in self.get(path)["secrets"]], [name])
        self.refused(403, "GET", "actions/secrets", who="rosa")


if __name__ == "__main__":
    unittest.main()
