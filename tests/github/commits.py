"""Commits as people look at them, what lies between two of them, and branches."""

from call import Refused, found, route
from pages import positive
from shapes import node


class Commits:
    def commit_shape(self, commit):
        sha, page = commit["sha"], f"https://github.com/{self.full_name}/commit"
        own, person = f"{self.repository_url}/commits/{sha}", self.user(commit["author"])
        return {
            "url": own, "sha": sha, "node_id": node("C", sha), "html_url": f"{page}/{sha}", "comments_url": f"{own}/comments",
            "commit": {**self.commit_words(commit), "url": f"{self.repository_url}/git/commits/{sha}", "comment_count": 0},
            "author": person, "committer": person, "parents": [
                {"sha": parent, "url": f"{self.repository_url}/commits/{parent}", "html_url": f"{page}/{parent}"}
                for parent in commit["parents"]]}

    def file_change(self, file, sha):
        return {"sha": "c" * 40, "filename": file, "status": "modified", "additions": 1, "deletions": 0, "changes": 1,
                "blob_url": f"https://github.com/{self.full_name}/blob/{sha}/{file}",
                "raw_url": f"https://github.com/{self.full_name}/raw/{sha}/{file}",
                "contents_url": f"{self.repository_url}/contents/{file}?ref={sha}"}

    @route("GET REPO/commits", "contents=read")
    def get_commits(self, call):
        start = self.found_commit(call.query.get("sha") or self.repository["default_branch"])
        return 200, [self.commit_shape(commit) for commit in self.history(start["sha"])
                     if call.query.get("since", "") <= commit["at"] <= call.query.get("until", "9")
                     and call.query.get("path") in (None, *commit["files"])]

    @route("GET REPO/commits/{*}", "contents=read")
    def get_commit(self, call, reference):
        if self.resolved(reference) is None:
            raise Refused(422, f"No commit found for SHA: {reference}")
        commit = self.found_commit(reference)
        if call.accept == "application/vnd.github.sha":
            return 200, commit["sha"].encode()
        files = [self.file_change(file, commit["sha"]) for file in commit["files"]]
        return 200, {**self.commit_shape(commit), "stats": {"additions": len(files), "deletions": 0, "total": len(files)}, "files": files}

    @route("GET REPO/compare/{*}", "contents=read")
    def get_comparison(self, call, both):
        """The commits that the second has and the first has not, the oldest first."""
        base, _, head = both.partition("...")
        base, head = self.found_commit(base), self.found_commit(head)
        before, after = self.history(base["sha"]), self.history(head["sha"])
        ahead, behind = [c for c in after if c not in before], [c for c in before if c not in after]
        status = ("diverged" if behind else "ahead") if ahead else "behind" if behind else "identical"
        common = next((commit for commit in after if commit in before), base)
        own, page = f"{self.repository_url}/compare/{both}", f"https://github.com/{self.full_name}/compare/{both}"
        files = list(dict.fromkeys(file for commit in ahead for file in commit["files"]))
        size, number = min(positive(call.query.get("per_page"), 250), 250), positive(call.query.get("page"), 1)
        return 200, {
            "url": own, "html_url": page, "permalink_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch",
            "base_commit": self.commit_shape(base), "merge_base_commit": self.commit_shape(common), "status": status,
            "ahead_by": len(ahead), "behind_by": len(behind), "total_commits": len(ahead),
            "commits": [self.commit_shape(commit) for commit in ahead[::-1][(number - 1) * size:number * size]],
            "files": [self.file_change(file, head["sha"]) for file in files]}

    def is_protected(self, name):
        """Whether a ruleset in force is about the branch."""
        names = {f"refs/heads/{name}", "~ALL", *(["~DEFAULT_BRANCH"] if name == self.repository["default_branch"] else [])}
        return any(ruleset["enforcement"] == "active" and ruleset["target"] == "branch"
                   and names & set(((ruleset["conditions"] or {}).get("ref_name") or {}).get("include", []))
                   for ruleset in self.rulesets.values())

    @route("GET REPO/branches", "contents=read")
    def get_branches(self, call):
        wanted = {"true": (True,), "false": (False,)}.get(call.query.get("protected"), (True, False))
        return 200, [{"name": name, "protected": self.is_protected(name),
                      "commit": {"sha": sha, "url": f"{self.repository_url}/commits/{sha}"}}
                     for name, sha in sorted(self.branches.items()) if self.is_protected(name) in wanted]

    @route("GET REPO/branches/{*}", "contents=read")
    def get_branch(self, _, name):
        own = f"{self.repository_url}/branches/{name}"
        return 200, {"name": name, "commit": self.commit_shape(self.commit(found(self.branches, name))),
                     "_links": {"self": own, "html": f"https://github.com/{self.full_name}/tree/{name}"},
                     "protected": self.is_protected(name), "protection": {"enabled": False}, "protection_url": f"{own}/protection"}

    @route("GET REPO/tags", "contents=read")
    def get_tags(self, _):
        return 200, [{"name": tag["name"], "commit": {"sha": tag["commit"], "url": f"{self.repository_url}/commits/{tag['commit']}"},
                      "zipball_url": f"{self.repository_url}/zipball/refs/tags/{tag['name']}",
                      "tarball_url": f"{self.repository_url}/tarball/refs/tags/{tag['name']}", "node_id": node("REF", tag["name"])}
                     for tag in self.tags.values()]
