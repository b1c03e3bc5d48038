"""What was said about a commit: its statuses."""

from call import Refused, route, unprocessable
from pages import positive
from shapes import node

STATES = ("error", "failure", "pending", "success")
MOST_STATUSES, LONGEST_DESCRIPTION = 1000, 140


class Statuses:
    def __init__(self):
        super().__init__()
        self.statuses = {}

    def given_commit_status(self, sha, context, state, by="alice", description="", at=""):
        self.add_commit_status(sha, self.person(by)["login"], {"context": context, "state": state, "description": description}, at)

    def add_commit_status(self, sha, by, body, at=""):
        status = {"id": self.next(), "state": body["state"], "description": body.get("description"), "at": self.time(at), "by": by,
                  "target_url": body.get("target_url"), "context": body.get("context", "default")}
        self.statuses.setdefault(sha, []).insert(0, status)
        return status

    def commit_status_shape(self, sha, status):
        creator = self.user(status["by"])
        return {"url": f"{self.repository_url}/statuses/{sha}", "avatar_url": creator["avatar_url"], "id": status["id"],
                "node_id": node("SC", status["id"]), "state": status["state"], "description": status["description"],
                "target_url": status["target_url"], "context": status["context"], "created_at": status["at"], "updated_at": status["at"],
                "creator": creator}

    @route("POST REPO/statuses/{}", "statuses=write")
    def post_commit_status(self, call, sha):
        body, context = call.body, call.body.get("context", "default")
        if self.resolved(sha) != sha:
            raise Refused(422, f"No commit found for SHA: {sha}")
        if body.get("state") not in STATES:
            raise unprocessable("state is none of those that there are", "state", "Status")
        if len(body.get("description") or "") > LONGEST_DESCRIPTION:
            raise unprocessable(f"description is too long (maximum is {LONGEST_DESCRIPTION} characters)", "description", "Status")
        if sum(status["context"] == context for status in self.statuses.get(sha, [])) >= MOST_STATUSES:
            raise unprocessable("This SHA and context has reached the maximum number of statuses.", "base", "Status")
        return 201, self.commit_status_shape(sha, self.add_commit_status(sha, call.who.login, body))

    @route("GET REPO/commits/{}/statuses", "statuses=read")
    def get_commit_statuses(self, _, reference):
        sha = self.found_commit(reference)["sha"]
        return 200, [self.commit_status_shape(sha, status) for status in self.statuses.get(sha, [])]

    @route("GET REPO/commits/{}/status", "statuses=read")
    def get_combined_status(self, call, reference):
        """The newest of each context, and the worst of those."""
        sha = self.found_commit(reference)["sha"]
        newest = {}
        for status in self.statuses.get(sha, []):
            shape = self.commit_status_shape(sha, status)
            del shape["creator"]  # in the list of all they have one
            newest.setdefault(status["context"], shape)
        states = {status["state"] for status in newest.values()}
        state = "failure" if states & {"error", "failure"} else "success" if states == {"success"} else "pending"
        size, number = positive(call.query.get("per_page"), 30), positive(call.query.get("page"), 1)
        own = f"{self.repository_url}/commits/{sha}"
        return 200, {"state": state, "statuses": list(newest.values())[(number - 1) * size:number * size], "sha": sha,
                     "total_count": len(newest), "repository": self.minimal_repository(), "commit_url": own, "url": f"{own}/status"}
