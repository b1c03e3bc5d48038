"""The rules of branches and tags."""

from call import Refused, found, route, unprocessable
from shapes import node

WRITTEN = ("name", "target", "enforcement", "bypass_actors", "conditions", "rules")
TARGETS, ENFORCEMENTS = ("branch", "tag", "push"), ("disabled", "active", "evaluate")


class Rulesets:
    def __init__(self):
        super().__init__()
        self.rulesets = {}

    def given_ruleset(self, text, source="repository"):
        """As the body of a request, in JSON; source=organization: it stands above the repository."""
        self.add_ruleset(self.parsed(text), source)

    def add_ruleset(self, body, source="repository"):
        number = self.next()
        self.rulesets[number] = {
            "id": number, "source_type": source.capitalize(), "target": "branch", "bypass_actors": [], "conditions": {}, "rules": [],
            **body, "created_at": self.time(), "updated_at": self.time()}
        return self.rulesets[number]

    def ruleset_shape(self, ruleset, who, whole=True):
        own = f"{self.repository_url}/rulesets/{ruleset['id']}"
        hidden = () if whole and who.may("administration=write") else ("bypass_actors",)
        hidden += () if whole else ("conditions", "rules")
        shape = {key: value for key, value in ruleset.items() if key not in hidden}
        source = self.full_name if ruleset["source_type"] == "Repository" else self.owner
        return {**shape, "node_id": node("RRS", ruleset["id"]), "source": source,
                "current_user_can_bypass": "never", "_links": {
                    "self": {"href": own}, "html": {"href": f"https://github.com/{self.full_name}/rules/{ruleset['id']}"}}}

    def check_ruleset(self, body, number=None):
        if self.is_private() and self.repository["plan"] == "free":
            raise Refused(403, "Upgrade to GitHub Pro or make this repository public to enable this feature.")
        if not isinstance(body.get("name"), str) or not body["name"]:
            raise unprocessable("a ruleset needs a name", "name", "RepositoryRuleset", "missing_field")
        if body.get("enforcement") not in ENFORCEMENTS or body.get("target", "branch") not in TARGETS:
            raise unprocessable("enforcement or target is none of those that there are", "enforcement", "RepositoryRuleset")
        own = [each for each in self.rulesets.values() if each["source_type"] == "Repository" and each["id"] != number]
        if body["name"] in [each["name"] for each in own]:
            raise unprocessable("Name must be unique", "name", "RepositoryRuleset", "already_exists")
        return {key: value for key, value in body.items() if key in WRITTEN}

    @route("GET REPO/rulesets")
    def get_rulesets(self, call):
        wanted = call.query.get("targets", ",".join(TARGETS)).split(",")
        sources = ("Repository",) if call.query.get("includes_parents") == "false" else ("Repository", "Organization")
        return 200, [self.ruleset_shape(each, call.who, whole=False) for each in self.rulesets.values()
                     if each["target"] in wanted and each["source_type"] in sources]

    @route("GET REPO/rulesets/{#}")
    def get_ruleset(self, call, number):
        return 200, self.ruleset_shape(found(self.rulesets, int(number)), call.who)

    @route("POST REPO/rulesets", "administration=write")
    def post_ruleset(self, call):
        return 201, self.ruleset_shape(self.add_ruleset(self.check_ruleset(call.body)), call.who)

    def own_ruleset(self, number):
        """What stands above the repository is not changed from here."""
        return found({number: each for number, each in self.rulesets.items() if each["source_type"] == "Repository"}, int(number))

    @route("PUT REPO/rulesets/{#}", "administration=write")
    def put_ruleset(self, call, number):
        ruleset = self.own_ruleset(number)
        wanted = {"name": ruleset["name"], "enforcement": ruleset["enforcement"], "target": ruleset["target"], **call.body}
        ruleset.update(self.check_ruleset(wanted, ruleset["id"]), updated_at=self.time())
        return 200, self.ruleset_shape(ruleset, call.who)

    @route("DELETE REPO/rulesets/{#}", "administration=write")
    def delete_ruleset(self, _, number):
        self.own_ruleset(number)
        del self.rulesets[int(number)]
        return 204, None
