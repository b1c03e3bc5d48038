"""Branches, tags, commits and the files in them."""

import hashlib
import json
from urllib.parse import quote

from call import Refused, Whole, found, route, unprocessable
from shapes import node


class Git:
    def __init__(self):
        super().__init__()
        self.branches, self.tags, self.commits, self.trees, self.protected_branches = {}, {}, {}, {}, []

    def given_branch(self, name, sha="b" * 40):
        self.branches[name] = sha

    def given_tag(self, name, sha="b" * 40, annotated="no"):
        """annotated=yes: the tag is an object of its own, that has to be asked for the commit."""
        self.tags[name] = {"name": name, "commit": sha, "object": f"{self.next():040x}" if annotated == "yes" else None}

    def given_commit(self, sha, message="a change", author="alice", parents="", at="", files=""):
        self.person(author)
        self.commits[sha] = {"sha": sha, "message": message.encode().decode("unicode_escape"), "author": author, "at": self.time(at),
                             "parents": [parent for parent in parents.split(",") if parent], "files": files.split(",") if files else []}

    def given_tree(self, sha, *entries):
        """What a commit holds at its top, as `path:sha`; a folder is named as a file is. Without it, it holds something of its own."""
        self.trees[sha] = dict(entry.rsplit(":", 1) for entry in entries)

    def tree_of(self, sha):
        return self.commit(sha).get("tree", sha)

    def tree(self, sha):
        return self.trees.get(sha, {"content": sha})

    def resolved(self, reference):
        """The commit that a branch, a tag or a commit's own name means; nothing if there is none."""
        name = reference.removeprefix("refs/").removeprefix("heads/").removeprefix("tags/")
        known = {**self.commits, **{sha: sha for sha in self.branches.values()}, **{tag["commit"]: tag for tag in self.tags.values()}}
        return self.branches.get(name) or self.tags.get(name, {}).get("commit") or (name if name in known else None)

    def commit(self, sha):
        """A commit that only a branch names has no history."""
        return self.commits.get(sha) or {"sha": sha, "message": "a change", "author": "alice", "at": self.time("2025-01-01T09:00:00Z"),
                                         "parents": [], "files": []}

    def found_commit(self, reference):
        sha = self.resolved(reference)
        if sha is None:
            raise Refused(404, "Not Found")
        return self.commit(sha)

    def history(self, sha):
        """The commit and all before it, the newest first."""
        seen, waiting = {}, [sha]
        while waiting:
            sha = waiting.pop(0)
            if sha not in seen:
                seen[sha] = self.commit(sha)
                waiting += seen[sha]["parents"]
        return sorted(seen.values(), key=lambda commit: commit["at"], reverse=True)

    def ref_shape(self, kind, name, sha, of="commit"):
        return {"ref": f"refs/{kind}/{name}", "node_id": node("REF", name), "url": f"{self.repository_url}/git/refs/{kind}/{quote(name)}",
                "object": {"type": of, "sha": sha, "url": f"{self.repository_url}/git/{of}s/{sha}"}}

    def tag_ref(self, tag):
        if tag["object"]:
            return self.ref_shape("tags", tag["name"], tag["object"], "tag")
        return self.ref_shape("tags", tag["name"], tag["commit"])

    @route("GET REPO/git/ref/heads/{*}", "contents=read")
    def get_branch_ref(self, _, name):
        return 200, self.ref_shape("heads", name, found(self.branches, name))

    @route("GET REPO/git/ref/tags/{*}", "contents=read")
    def get_tag_ref(self, _, name):
        return 200, self.tag_ref(found(self.tags, name))

    @route("GET REPO/git/matching-refs/heads/{*}", "contents=read")
    def get_branch_refs(self, _, prefix):
        return 200, Whole(self.ref_shape("heads", name, sha) for name, sha in sorted(self.branches.items()) if name.startswith(prefix))

    @route("GET REPO/git/matching-refs/tags/{*}", "contents=read")
    def get_tag_refs(self, _, prefix):
        return 200, Whole(self.tag_ref(tag) for name, tag in sorted(self.tags.items()) if name.startswith(prefix))

    @route("POST REPO/git/refs", "contents=write")
    def post_ref(self, call):
        reference, sha = call.body.get("ref", ""), call.body.get("sha", "")
        kind, name = reference.removeprefix("refs/").partition("/")[::2]
        if kind not in ("heads", "tags") or not name or self.resolved(sha) != sha:
            raise unprocessable("a reference starts with refs/heads/ or refs/tags/ and means a commit that there is", "ref", "Reference")
        if name in (self.branches if kind == "heads" else self.tags):
            raise Refused(422, "Reference already exists")
        self.given_branch(name, sha) if kind == "heads" else self.given_tag(name, sha)
        return 201, self.ref_shape(kind, name, sha)

    @route("PATCH REPO/git/refs/heads/{*}", "contents=write")
    def patch_ref(self, call, name):
        """A branch with rules takes no push, and without force none that leaves a commit behind."""
        sha = call.body.get("sha", "")
        before = found(self.branches, name)
        if sha not in self.commits:
            raise unprocessable("Object does not exist", "sha", "Reference")
        if name in self.protected_branches:
            raise Refused(422, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n")
        if not call.body.get("force") and before not in {one["sha"] for one in self.history(sha)}:
            raise Refused(422, "Update is not a fast forward")
        self.given_branch(name, sha)
        return 200, self.ref_shape("heads", name, sha)

    def given_protected_branch(self, name):
        self.protected_branches.append(name)

    @route("GET REPO/git/trees/{}", "contents=read")
    def get_tree(self, _, sha):
        if sha not in self.trees and self.resolved(sha) != sha:
            raise Refused(404, "Not Found")
        return 200, self.tree_shape(sha)

    @route("POST REPO/git/trees", "contents=write")
    def post_tree(self, call):
        files = dict(self.tree(call.body["base_tree"]))
        for entry in call.body["tree"]:
            if entry["sha"] is None:
                files.pop(entry["path"], None)
            else:
                files[entry["path"]] = entry["sha"]
        same = [sha for sha in (*self.trees, *self.commits, call.body["base_tree"]) if self.tree(sha) == files]
        sha = same[0] if same else hashlib.sha1(json.dumps(files, sort_keys=True).encode()).hexdigest()
        self.trees[sha] = files
        return 201, self.tree_shape(sha)

    def tree_shape(self, sha):
        def kind(path):
            return {"mode": "040000", "type": "tree"} if "." not in path or path.startswith(".") else {"mode": "100644", "type": "blob", "size": 1}
        entries = [{"path": path, **kind(path), "sha": one, "url": f"{self.repository_url}/git/{kind(path)['type']}s/{one}"}
                   for path, one in sorted(self.tree(sha).items())]
        return {"sha": sha, "url": f"{self.repository_url}/git/trees/{sha}", "tree": entries, "truncated": False}

    @route("POST REPO/git/commits", "contents=write")
    def post_git_commit(self, call):
        body = call.body
        if not all(self.resolved(parent) for parent in body["parents"]):
            raise unprocessable("a parent does not exist", "parents", "Commit")
        sha = f"{self.next():040x}"
        self.given_commit(sha, author="github-actions[bot]")
        self.commits[sha].update(message=body["message"], parents=body["parents"], tree=body["tree"])
        return 201, self.get_git_commit(call, sha)[1]

    @route("GET REPO/git/tags/{}", "contents=read")
    def get_tag_object(self, _, sha):
        tag = found({tag["object"]: tag for tag in self.tags.values() if tag["object"]}, sha)
        commit = self.commit_words(self.commit(tag["commit"]))
        return 200, {"node_id": node("TA", sha), "tag": tag["name"], "sha": sha, "url": f"{self.repository_url}/git/tags/{sha}",
                     "message": tag["name"], "tagger": commit["author"], "verification": commit["verification"],
                     "object": self.ref_shape("tags", tag["name"], tag["commit"])["object"]}

    @route("GET REPO/git/commits/{}", "contents=read")
    def get_git_commit(self, _, sha):
        commit = self.found_commit(sha)
        own = f"{self.repository_url}/git/commits/{sha}"
        page = f"https://github.com/{self.full_name}/commit/{sha}"
        return 200, {
            "sha": sha, "node_id": node("C", sha), "url": own, "html_url": page, **self.commit_words(commit),
            "parents": [{"sha": parent, "url": f"{self.repository_url}/git/commits/{parent}",
                         "html_url": f"https://github.com/{self.full_name}/commit/{parent}"} for parent in commit["parents"]]}

    def commit_words(self, commit):
        person = {"name": commit["author"], "email": self.email(commit["author"]), "date": commit["at"]}
        return {"author": person, "committer": person, "message": commit["message"],
                "tree": {"sha": self.tree_of(commit["sha"]), "url": f"{self.repository_url}/git/trees/{self.tree_of(commit['sha'])}"},
                "verification": {"verified": False, "reason": "unsigned", "signature": None, "payload": None, "verified_at": None}}
