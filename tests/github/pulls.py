"""Pull requests, what people said about them, and what they would change."""

from call import Refused, found, route, unprocessable
from shapes import node

REVIEWS = {"approved": "APPROVED", "changes": "CHANGES_REQUESTED", "commented": "COMMENTED", "dismissed": "DISMISSED"}


class Pulls:
    def __init__(self):
        super().__init__()
        self.pulls, self.pull_reviews = {}, {}

    def given_pull(self, number, title="a change", author="alice", head="feature", base="main", sha="d" * 40, state="open", labels="",
                   body="", at="", merged_at="", draft="no", commits="", files="", merged_by="bo", fork=""):
        """state=open|closed|merged; `sha` is its newest commit, which stands last in `commits`; fork=OWNER/NAME: from there."""
        number = int(number)
        merged = self.time(merged_at) if state == "merged" or merged_at else None
        self.pulls[number] = self.new_issue(
            number, self.person(author)["login"], at, title=title, body=body.encode().decode("unicode_escape"),
            labels=[label for label in labels.split(",") if label], head=head, base=base, sha=sha, draft=draft == "yes", merged_at=merged,
            merged_by=self.person(merged_by)["login"], fork=fork, commits=commits.split(",") if commits else [sha],
            files=[file for file in files.split(",") if file])
        self.set_state(self.pulls[number], "open" if state == "open" else "closed", merged or "")
        for commit in self.pulls[number]["commits"]:
            if commit not in self.commits:
                self.given_commit(commit, message=title, author=author, at=at)

    def given_pull_review(self, number, login, state, sha="", at="", body=""):
        """state=approved|changes|commented|dismissed, of the newest commit unless told otherwise."""
        pull = self.pulls[int(number)]
        self.pull_reviews.setdefault(int(number), []).append({
            "id": self.next(), "login": self.person(login)["login"], "state": REVIEWS[state], "sha": sha or pull["sha"],
            "at": self.time(at), "body": body})

    def side(self, name, sha, repository=""):
        repository = {**self.whole_repository(), **({"full_name": repository, "fork": True} if repository else {})}
        owner = self.owner_user()
        return {"label": f"{owner['login']}:{name}", "ref": name, "sha": sha, "repo": repository, "user": owner}

    def pull_shape(self, pull):
        number, own = pull["number"], f"{self.repository_url}/pulls/{pull['number']}"
        page, issue = f"https://github.com/{self.full_name}/pull/{number}", f"{self.repository_url}/issues/{number}"
        links = {"self": own, "html": page, "issue": issue, "comments": f"{issue}/comments", "commits": f"{own}/commits",
                 "review_comments": f"{own}/comments", "review_comment": f"{self.repository_url}/pulls/comments{{/number}}",
                 "statuses": f"{self.repository_url}/statuses/{pull['sha']}"}
        return {
            "url": own, "id": 9000 + number, "node_id": node("PR", number), "html_url": page, "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch", "issue_url": issue,
            **{f"{name}_url": links[name] for name in ("commits", "review_comments", "review_comment", "comments", "statuses")},
            "number": number, "state": pull["state"], "locked": False, "title": pull["title"], "user": self.user(pull["author"]),
            "body": pull["body"], "labels": self.labels_shape(pull["labels"]), "milestone": None, "active_lock_reason": None,
            "created_at": pull["at"], "updated_at": pull["closed_at"] or pull["at"], "closed_at": pull["closed_at"],
            "merged_at": pull["merged_at"], "merge_commit_sha": pull["sha"] if pull["merged_at"] else None, "assignee": None,
            "assignees": [], "requested_reviewers": [], "requested_teams": [], "head": self.side(pull["head"], pull["sha"], pull["fork"]),
            "base": self.side(pull["base"], self.resolved(pull["base"]) or "b" * 40), "draft": pull["draft"],
            "_links": {name: {"href": address} for name, address in links.items()}, "author_association": "MEMBER", "auto_merge": None}

    def whole_pull(self, pull):
        return {**self.pull_shape(pull), "merged": bool(pull["merged_at"]), "mergeable": None if pull["merged_at"] else True,
                "mergeable_state": "unknown" if pull["merged_at"] else "clean", "rebaseable": None,
                "merged_by": self.user(pull["merged_by"]) if pull["merged_at"] else None,
                "comments": len(self.comments.get(pull["number"], [])), "review_comments": 0, "maintainer_can_modify": False,
                "commits": len(pull["commits"]), "additions": 1, "deletions": 0, "changed_files": len(pull["files"])}

    @route("GET REPO/pulls", "pull_requests=read")
    def get_pulls(self, call):
        query = call.query

        def is_wanted(pull):
            return (query.get("state", "open") in ("all", pull["state"]) and query.get("base", pull["base"]) == pull["base"]
                    and query.get("head", "").rsplit(":", 1)[-1] in ("", pull["head"]))
        newest = sorted(filter(is_wanted, self.pulls.values()), key=lambda pull: (pull["at"], pull["number"]),
                        reverse=query.get("direction", "desc" if query.get("sort", "created") == "created" else "asc") == "desc")
        return 200, [self.pull_shape(pull) for pull in newest]

    @route("POST REPO/pulls", "pull_requests=write")
    def post_pull(self, call):
        """GitHub's own token may only do that where the repository's settings let it."""
        body = call.body
        if getattr(self, "no_pulls_by_actions", False):
            raise Refused(403, "GitHub Actions is not permitted to create or approve pull requests.")
        if body["head"] not in self.branches or body["base"] not in self.branches:
            raise unprocessable("Validation Failed", "head", "PullRequest")
        if any(pull["head"] == body["head"] and pull["base"] == body["base"] and pull["state"] == "open" for pull in self.pulls.values()):
            raise unprocessable(f"A pull request already exists for {call.who}:{body['head']}.", "head", "PullRequest")
        number = max([*self.pulls, *self.issues, 0]) + 1
        self.given_pull(number, title=body["title"], author="github-actions[bot]", head=body["head"], base=body["base"],
                        sha=self.branches[body["head"]], body=body.get("body", "").replace("\\", "\\\\"))
        return 201, self.whole_pull(self.pulls[number])

    def given_no_pulls_by_actions(self):
        self.no_pulls_by_actions = True

    @route("GET REPO/pulls/{#}", "pull_requests=read")
    def get_pull(self, _, number):
        return 200, self.whole_pull(found(self.pulls, int(number)))

    @route("GET REPO/commits/{}/pulls", "pull_requests=read")
    def get_pulls_of_commit(self, _, sha):
        return 200, [self.pull_shape(pull) for pull in self.pulls.values() if sha in pull["commits"]]

    @route("GET REPO/pulls/{#}/reviews", "pull_requests=read")
    def get_pull_reviews(self, _, number):
        own = self.pull_shape(found(self.pulls, int(number)))
        return 200, [{
            "id": review["id"], "node_id": node("PRR", review["id"]), "user": self.user(review["login"]), "body": review["body"],
            "state": review["state"], "html_url": f"{own['html_url']}#pullrequestreview-{review['id']}", "pull_request_url": own["url"],
            "_links": {"html": {"href": own["html_url"]}, "pull_request": {"href": own["url"]}}, "submitted_at": review["at"],
            "commit_id": review["sha"], "author_association": "MEMBER"} for review in self.pull_reviews.get(int(number), [])]

    @route("GET REPO/pulls/{#}/commits", "pull_requests=read")
    def get_pull_commits(self, _, number):
        return 200, [self.commit_shape(self.commit(sha)) for sha in found(self.pulls, int(number))["commits"]]

    @route("GET REPO/pulls/{#}/files", "pull_requests=read")
    def get_pull_files(self, _, number):
        pull = found(self.pulls, int(number))
        return 200, [self.file_change(file, pull["sha"]) for file in pull["files"]]
