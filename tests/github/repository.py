"""The repository that a world is about, its plan, and what its plan lacks."""

from call import Refused, route
from shapes import CREATED, node, repository_urls, user

REPOSITORY_ID = 700


class Repository:
    def __init__(self):
        super().__init__()
        self.repository = {"full_name": "o/r", "visibility": "public", "plan": "enterprise", "default_branch": "main",
                           "owner_type": "Organization", "immutable_releases": "no"}
        self.former_name = None

    def given_repository(self, full_name=None, **facts):
        """Its name, visibility=private, plan=free|pro|team|enterprise, default_branch=, owner_type=User, immutable_releases=yes."""
        unknown = facts.keys() - self.repository.keys()
        if unknown:
            raise ValueError(f"a repository has no {', '.join(unknown)}")
        self.repository.update(facts, full_name=full_name or self.repository["full_name"])

    @property
    def owner(self):
        return self.repository["full_name"].split("/")[0]

    @property
    def full_name(self):
        return self.repository["full_name"]

    @property
    def repository_url(self):
        return f"{self.url}/repos/{self.full_name}"

    def is_private(self):
        return self.repository["visibility"] != "public"

    def lacks_protection(self):
        """Reviewers, timers and who may bypass are for public repositories and for Enterprise."""
        return self.is_private() and self.repository["plan"] != "enterprise"

    def owner_user(self):
        return user(self.url, {"login": self.owner, "id": self.owner_id(self.owner), "type": self.repository["owner_type"]})

    def minimal_repository(self):
        return {
            "id": REPOSITORY_ID, "node_id": node("R", REPOSITORY_ID), "name": self.full_name.split("/")[1], "full_name": self.full_name,
            "owner": self.owner_user(), "private": self.is_private(), "html_url": f"https://github.com/{self.full_name}",
            "description": None, "fork": False, "url": self.repository_url, **repository_urls(self.repository_url)}

    def whole_repository(self):
        numbers = ("forks_count", "forks", "stargazers_count", "watchers_count", "watchers", "size", "open_issues_count", "open_issues")
        return {
            **self.minimal_repository(), **dict.fromkeys(numbers, 0), "git_url": f"git://github.com/{self.full_name}.git",
            "ssh_url": f"git@github.com:{self.full_name}.git", "clone_url": f"https://github.com/{self.full_name}.git",
            "svn_url": f"https://github.com/{self.full_name}", "mirror_url": None, "homepage": None, "language": None, "license": None,
            "default_branch": self.repository["default_branch"], "visibility": self.repository["visibility"], "has_issues": True,
            "has_projects": True, "has_wiki": False, "has_pages": False, "has_downloads": True, "has_discussions": False, "archived": False,
            "disabled": False, "pushed_at": CREATED, "created_at": CREATED, "updated_at": CREATED}

    @route("GET REPO")
    def get_repository(self, call):
        return 200, {**self.whole_repository(), "network_count": 0, "subscribers_count": 0, "permissions": call.who.role_flags()}

    @route("GET REPO/immutable-releases", "administration=read")
    def get_immutable_releases(self, _):
        if self.repository["immutable_releases"] != "yes":
            raise Refused(404, "Not Found")
        return 200, {"enabled": True, "enforced_by_owner": False}

    def given_renamed(self, former_name):
        """Who asks for the former name is sent to the number of the repository."""
        self.former_name = former_name.lower()

    def whole_path(self, path):
        return path.replace(f"/repositories/{REPOSITORY_ID}", f"/repos/{self.full_name}", 1)

    def check_repository(self, name, call):
        """Somebody who may not see a repository is told what everybody is told who asks for one that does not exist."""
        if self.is_private() and call.who.rights == "none":
            raise Refused(404, "Not Found")
        if name.lower() == self.former_name:
            rest = call.path.removeprefix(f"/repos/{name}")
            raise Refused(301 if call.method == "GET" else 307, "Moved Permanently",
                          {"Location": f"{self.url}/repositories/{REPOSITORY_ID}{rest}"})
        if name.lower() != self.full_name.lower():
            raise Refused(404, "Not Found")
