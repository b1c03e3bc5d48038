"""What happened to an issue or a pull request."""

from call import route
from shapes import node


class Timeline:
    def __init__(self):
        super().__init__()
        self.events = {}

    def given_event(self, number, event, by="alice", at=""):
        """closed, reopened, ready_for_review, convert_to_draft, base_ref_changed, …; the oldest first."""
        self.events.setdefault(int(number), []).append({"id": self.next(), "event": event, "by": self.person(by)["login"], "at": self.time(at)})

    @route("GET REPO/issues/{#}/timeline", "issues=read")
    def get_timeline(self, _, number):
        self.any_issue(number)
        return 200, [{
            "id": event["id"], "node_id": node("TE", event["id"]), "url": f"{self.repository_url}/issues/events/{event['id']}",
            "actor": self.user(event["by"]), "event": event["event"], "commit_id": None, "commit_url": None, "created_at": event["at"],
            "performed_via_github_app": None} for event in self.events.get(int(number), [])]
