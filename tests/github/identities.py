"""Whose token a request carries, and what it may do."""

import dataclasses

from call import Refused

BOT = "github-actions[bot]"
READ = ("actions", "contents", "deployments", "issues", "metadata", "pull_requests", "statuses")
# What a role allows; a token of GitHub Actions has what a writer has, without the secrets of the repository.
PERMISSIONS = {
    "none": {"metadata": "read"},
    "read": dict.fromkeys(READ, "read"),
    "job": {**dict.fromkeys(READ, "write"), "metadata": "read"},
    "write": {**dict.fromkeys(READ, "write"), "metadata": "read", "members": "read", "secrets": "read", "variables": "read",
              "environments": "write"},
}
PERMISSIONS["admin"] = {**PERMISSIONS["write"], "administration": "write", "secrets": "write", "variables": "write"}
FLAGS = ("admin", "maintain", "push", "triage", "pull")
ROLES = {"none": (), "read": ("pull",), "job": ("pull",), "write": ("push", "triage", "pull"), "admin": FLAGS}


@dataclasses.dataclass
class Identity:
    login: str
    rights: str
    permissions: dict

    @property
    def is_app(self):
        return self.login.endswith("[bot]")

    def role_flags(self):
        return {flag: flag in ROLES[self.rights] for flag in FLAGS}

    def may(self, permission):
        name, level = permission.split("=")
        return self.permissions.get(name) in (("read", "write") if level == "read" else ("write",))


class Identities:
    def __init__(self):
        super().__init__()
        self.tokens = {}

    def given_token(self, token, login, rights="read", without="", only=""):
        """A person's token. `without=administration,members` takes permissions away, `only=actions=read` leaves nothing else."""
        permissions = {name: level for name, level in PERMISSIONS[rights].items() if name not in without.split(",")}
        if only:
            permissions = {"metadata": "read", **dict(words.split("=") for words in only.split(","))}
        self.person(login)
        self.access.setdefault(login.lower(), rights)
        self.tokens[token] = Identity(login, rights, permissions)

    def given_job_permissions(self, **permissions):
        """What the workflow's own token may, as under `permissions:` of the job; metadata can always be read."""
        job = next(who for who in self.tokens.values() if who.rights == "job")
        job.permissions = {"metadata": "read", **permissions}

    def identity(self, token):
        return self.tokens.get(token)

    @staticmethod
    def check_permission(who, permission):
        if not who.may(permission):
            kind = "integration" if who.is_app else "personal access token"
            raise Refused(403, f"Resource not accessible by {kind}", {"X-Accepted-GitHub-Permissions": permission})
