"""Issues; a pull request is one too, and stands in their list."""

from call import found, route, unprocessable
from shapes import node

STATES = {"open", "closed"}


class Issues:
    def __init__(self):
        super().__init__()
        self.issues, self.comments = {}, {}

    def given_issue(self, number, title="a problem", labels="", state="open", author="alice", at="", body="", assignees="", closed_at=""):
        self.issues[int(number)] = self.new_issue(
            int(number), self.person(author)["login"], at, title=title, labels=[label for label in labels.split(",") if label],
            body=body.encode().decode("unicode_escape"), assignees=[self.person(login)["login"] for login in assignees.split(",") if login])
        self.set_state(self.issues[int(number)], state, closed_at)

    def new_issue(self, number, author, at="", **facts):
        return {"number": number, "title": "", "body": None, "labels": [], "assignees": [], "author": author, "state": "open",
                "state_reason": None, "at": self.time(at), "closed_at": None, **facts}

    def set_state(self, issue, state, at="", reason="completed"):
        if issue["state"] != state or at:
            issue.update(state=state, closed_at=self.time(at) if state == "closed" else None,
                         state_reason=reason if state == "closed" else None)

    def next_issue(self):
        return max([0, *self.issues, *self.pulls]) + 1

    def labels_shape(self, names):
        return [{"id": 6000 + len(name), "node_id": node("LA", name), "url": f"{self.repository_url}/labels/{name}", "name": name,
                 "description": "", "color": "ededed", "default": False} for name in names]

    def issue_shape(self, issue, pull=None):
        number, page = issue["number"], f"https://github.com/{self.full_name}"
        own = f"{self.repository_url}/issues/{number}"
        assignees = [self.user(login) for login in issue["assignees"]]
        shape = {
            "id": 8000 + number, "node_id": node("I", number), "url": own, "repository_url": self.repository_url, "number": number,
            "labels_url": f"{own}/labels{{/name}}", "comments_url": f"{own}/comments", "events_url": f"{own}/events",
            "html_url": f"{page}/{'pull' if pull else 'issues'}/{number}", "title": issue["title"], "body": issue["body"],
            "state": issue["state"], "state_reason": issue["state_reason"], "user": self.user(issue["author"]),
            "labels": self.labels_shape(issue["labels"]), "assignee": assignees[0] if assignees else None, "assignees": assignees,
            "milestone": None, "locked": False, "active_lock_reason": None, "comments": len(self.comments.get(number, [])),
            "created_at": issue["at"], "updated_at": issue["closed_at"] or issue["at"], "closed_at": issue["closed_at"],
            "author_association": "MEMBER"}
        if pull:
            page = f"{page}/pull/{number}"
            shape["pull_request"] = {"url": f"{self.repository_url}/pulls/{number}", "html_url": page, "diff_url": f"{page}.diff",
                                     "patch_url": f"{page}.patch", "merged_at": pull["merged_at"]}
        return shape

    def any_issue(self, number):
        """An issue, or what a pull request has in common with one."""
        return found({**self.issues, **self.pulls}, int(number))

    @route("GET REPO/issues", "issues=read")
    def get_issues(self, call):
        query = call.query
        state, labels = query.get("state", "open"), [label.lower() for label in query.get("labels", "").split(",") if label]

        def is_wanted(issue):
            has = [label.lower() for label in issue["labels"]]
            return (state in ("all", issue["state"]) and all(label in has for label in labels)
                    and query.get("creator", issue["author"]).lower() == issue["author"].lower()
                    and ("assignee" not in query or query["assignee"] in issue["assignees"])
                    and (issue["closed_at"] or issue["at"]) >= query.get("since", ""))
        every = [*self.issues.values(), *self.pulls.values()]
        newest = sorted(filter(is_wanted, every), key=lambda issue: (issue["at"], issue["number"]), reverse=query.get("direction") != "asc")
        return 200, [self.issue_shape(issue, self.pulls.get(issue["number"])) for issue in newest]

    @route("GET REPO/issues/{#}", "issues=read")
    def get_issue(self, _, number):
        return 200, self.issue_shape(self.any_issue(number), self.pulls.get(int(number)))

    @route("POST REPO/issues", "issues=write")
    def post_issue(self, call):
        title, number = call.body.get("title"), self.next_issue()
        if not isinstance(title, (str, int)) or title == "":
            raise unprocessable("an issue needs a title", "title", "Issue", "missing_field")
        self.issues[number] = self.new_issue(number, call.who.login, title=str(title), body=call.body.get("body"),
                                             labels=call.body.get("labels", []), assignees=call.body.get("assignees", []))
        return 201, self.issue_shape(self.issues[number])

    @route("PATCH REPO/issues/{#}", "issues=write")
    def patch_issue(self, call, number):
        issue, body = self.any_issue(number), call.body
        if body.get("state", issue["state"]) not in STATES:
            raise unprocessable("an issue is open or closed", "state", "Issue")
        issue.update({key: value for key, value in body.items() if key in ("title", "body", "labels", "assignees")})
        self.set_state(issue, body.get("state", issue["state"]), reason=body.get("state_reason") or "completed")
        return 200, self.issue_shape(issue, self.pulls.get(int(number)))

    def comment_shape(self, number, comment):
        own = f"{self.repository_url}/issues/comments/{comment['id']}"
        return {"id": comment["id"], "node_id": node("IC", comment["id"]), "url": own, "body": comment["body"],
                "html_url": f"https://github.com/{self.full_name}/issues/{number}#issuecomment-{comment['id']}",
                "issue_url": f"{self.repository_url}/issues/{number}", "user": self.user(comment["author"]), "author_association": "MEMBER",
                "created_at": comment["at"], "updated_at": comment["at"]}

    @route("GET REPO/issues/{#}/comments", "issues=read")
    def get_comments(self, _, number):
        self.any_issue(number)
        return 200, [self.comment_shape(number, comment) for comment in self.comments.get(int(number), [])]

    @route("POST REPO/issues/{#}/comments", "issues=write")
    def post_comment(self, call, number):
        self.any_issue(number)
        if not call.body.get("body"):
            raise unprocessable("a comment needs a text", "body", "IssueComment", "missing_field")
        comment = {"id": self.next(), "body": call.body["body"], "author": call.who.login, "at": self.time()}
        self.comments.setdefault(int(number), []).append(comment)
        return 201, self.comment_shape(number, comment)
