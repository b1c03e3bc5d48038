"""Environments: who has to approve, how long a job waits, from which branches it may come."""

from urllib.parse import quote

from call import Listed, Refused, found, route
from shapes import node

LONGEST_WAIT, MOST_REVIEWERS = 43_200, 6
NEEDS_ENTERPRISE = ("wait_timer", "reviewers", "prevent_self_review", "can_admins_bypass")
KINDS = {"custom": {"protected_branches": False, "custom_branch_policies": True},
         "protected": {"protected_branches": True, "custom_branch_policies": False}, "any": None}


class Environments:
    def __init__(self):
        super().__init__()
        self.environments = {}
        self.bypass = "kept"

    def given_environment(self, name, reviewers="", self_review="prevented", wait="0", branches="main", tags="", bypass="no"):
        """As `gatewright apply` leaves it, unless told otherwise: only main, no bypass. branches=any|protected, bypass=yes."""
        environment = self.new_environment(name)
        environment.update(
            reviewers=[login for login in reviewers.split(",") if login not in ("", "nobody")], asks=bool(reviewers),
            prevent_self_review=self_review == "prevented", wait_timer=int(wait), can_admins_bypass=bypass == "yes",
            branches=branches if branches in KINDS else "custom")
        for reviewer in environment["reviewers"]:
            self.team_named(reviewer) if "/" in reviewer else self.person(reviewer)
        for kind, patterns in (("branch", "" if branches in KINDS else branches), ("tag", tags)):
            for pattern in filter(None, patterns.split(",")):
                self.add_policy(environment, pattern, kind)

    def given_no_environment(self, name):
        self.remove_environment(name)

    def given_bypass_is_ignored(self):
        """A PUT does not change whether administrators may bypass."""
        self.bypass = "ignored"

    def given_bypass_is_hidden(self):
        """No answer says whether administrators may bypass."""
        self.bypass = "hidden"

    def new_environment(self, name):
        """As GitHub makes it by itself: nothing protects it."""
        self.environments[name.lower()] = {
            "id": self.next(), "name": name, "reviewers": [], "asks": False, "prevent_self_review": False, "wait_timer": 0,
            "can_admins_bypass": True, "branches": "any", "policies": {}, "created_at": self.time(), "updated_at": self.time(),
            "rules": {kind: self.next() for kind in ("wait_timer", "required_reviewers", "branch_policy")}}
        return self.environments[name.lower()]

    def used_environment(self, name):
        """A job that names an environment makes it, if there is none."""
        return self.environments.get(name.lower()) or self.new_environment(name)

    def remove_environment(self, name):
        found(self.environments, name.lower())
        del self.environments[name.lower()]
        self.fail_waiting(name)
        self.forget_names(name)

    def environment_head(self, environment):
        name = quote(environment["name"], safe="")
        return {"id": environment["id"], "node_id": node("EN", environment["id"]), "name": environment["name"],
                "url": f"{self.repository_url}/environments/{name}",
                "html_url": f"https://github.com/{self.full_name}/deployments/activity_log?environments_filter={name}"}

    def environment_shape(self, environment):
        rules = []
        if environment["wait_timer"]:
            rules.append(self.rule(environment, "wait_timer", wait_timer=environment["wait_timer"]))
        if environment["asks"]:
            rules.append(self.rule(environment, "required_reviewers", prevent_self_review=environment["prevent_self_review"],
                                   reviewers=[self.reviewer_shape(name) for name in environment["reviewers"]]))
        if KINDS[environment["branches"]]:
            rules.append(self.rule(environment, "branch_policy"))
        bypass = {} if self.bypass == "hidden" else {"can_admins_bypass": environment["can_admins_bypass"]}
        return {**self.environment_head(environment), "created_at": environment["created_at"], "updated_at": environment["updated_at"],
                **bypass, "protection_rules": rules, "deployment_branch_policy": KINDS[environment["branches"]]}

    @staticmethod
    def rule(environment, kind, **more):
        number = environment["rules"][kind]
        return {"id": number, "node_id": node("GA", number), "type": kind, **more}

    @route("GET REPO/environments", "actions=read")
    def get_environments(self, _):
        return 200, Listed("environments", [self.environment_shape(each) for each in self.environments.values()])

    @route("GET REPO/environments/{}", "actions=read")
    def get_environment(self, _, name):
        return 200, self.environment_shape(found(self.environments, name.lower()))

    @route("DELETE REPO/environments/{}", "administration=write")
    def delete_environment(self, _, name):
        self.remove_environment(name)
        return 204, None

    @route("PUT REPO/environments/{}", "administration=write")
    def put_environment(self, call, name):
        body = call.body
        self.check_plan(body)
        if not 0 < len(name) <= 255:
            raise Refused(422, "environment name is invalid")
        wanted = self.wanted(body)
        environment = self.used_environment(name)
        environment.update(wanted, updated_at=self.time())
        if environment["branches"] != "custom":
            environment["policies"].clear()
        return 200, self.environment_shape(environment)

    def check_plan(self, body):
        if self.is_private() and self.repository["plan"] == "free":
            raise Refused(404, "Not Found")
        if self.lacks_protection() and any(field in body for field in NEEDS_ENTERPRISE):
            raise Refused(422, "Failed to create the environment protection rule. Please ensure the billing plan supports the "
                               "required reviewers protection rule.")

    def wanted(self, body):
        """A field that is left out is cleared, which nobody should rely on: GitHub does not say what it does."""
        wait = body.get("wait_timer") or 0
        if type(wait) is not int or not 0 <= wait <= LONGEST_WAIT:
            raise Refused(422, f"wait_timer must be between 0 and {LONGEST_WAIT}")
        wanted = {"wait_timer": wait, "prevent_self_review": bool(body.get("prevent_self_review")),
                  "branches": branch_kind(body.get("deployment_branch_policy")), "reviewers": self.wanted_reviewers(body)}
        wanted["asks"] = bool(wanted["reviewers"])
        if self.bypass != "ignored":
            wanted["can_admins_bypass"] = body.get("can_admins_bypass", True)
        return wanted

    def wanted_reviewers(self, body):
        listed = body.get("reviewers") or []
        if len(listed) > MOST_REVIEWERS:
            raise Refused(422, f"an environment has at most {MOST_REVIEWERS} reviewers")
        names = [self.reviewer(each.get("type"), each.get("id")) for each in listed]
        if None in names:
            raise Refused(422, "a reviewer is unknown or may not read the repository")
        return list(dict.fromkeys(names))


def branch_kind(policy):
    if policy is None:
        return "any"
    for kind, flags in KINDS.items():
        if flags == policy:
            return kind
    raise Refused(422, "protected_branches and custom_branch_policies cannot have the same value")
