"""People, teams, and what they may do in the repository."""

from call import Refused, found, route
from identities import ROLES
from shapes import CREATED, organization, team, user

LEGACY = {"none": "none", "read": "read", "job": "read", "write": "write", "admin": "admin"}


class People:
    def __init__(self):
        super().__init__()
        self.people, self.teams, self.owners, self.access = {}, {}, {}, {}

    def given_person(self, login, access="read"):
        """access=none|read|write|admin: a person may exist and see nothing of the repository."""
        self.person(login)
        self.access[login.lower()] = access

    def given_no_person(self, login):
        del self.people[login.lower()]

    def given_team(self, name, members="", access="read"):
        """The team ORGANISATION/SLUG, who is in it, and its access."""
        of = self.team_named(name)
        of["members"] = [self.person(login)["login"] for login in members.split(",") if login]
        of["access"] = access

    def given_alias(self, login, other):
        """The same person by another name."""
        self.people[other.lower()] = {**self.person(login), "login": other}

    def person(self, login):
        kind = "Bot" if login.endswith("[bot]") else "User"
        return self.people.setdefault(login.lower(), {"id": 1000 + len(self.people), "login": login, "type": kind})

    def team_named(self, name):
        organisation, slug = name.split("/")
        return self.teams.setdefault((organisation.lower(), slug.lower()), {
            "id": 2000 + len(self.teams), "organization": organisation, "organization_id": self.owner_id(organisation), "slug": slug,
            "members": [], "access": "read"})

    def owner_id(self, login):
        return self.owners.setdefault(login.lower(), 3000 + len(self.owners))

    def email(self, login):
        return f"{self.person(login)['id']}@users.noreply.github.com"

    def user(self, login):
        return user(self.url, self.person(login))

    def is_reader(self, login):
        """Whether a person sees the repository: by themselves, by a token, or because it is public to all whom nobody shut out."""
        return self.access.get(login.lower(), "read") != "none"

    def reviewer(self, kind, number):
        """What a request to list a reviewer means, or None: GitHub lists nobody who may not read the repository."""
        if kind == "User":
            login = next((person["login"] for person in self.people.values() if person["id"] == number), None)
            return login if login and self.is_reader(login) else None
        of = next((team for team in self.teams.values() if team["id"] == number), None)
        reads = of and of["access"] != "none" and of["organization"].lower() == self.owner.lower()
        return f"{of['organization']}/{of['slug']}" if reads else None

    def reviewer_shape(self, name):
        if "/" in name:
            return {"type": "Team", "reviewer": team(self.url, self.team_named(name))}
        return {"type": "User", "reviewer": self.user(name)}

    def is_among(self, login, names):
        """Whether a person is one of these people, or in one of these teams; who has two names is still one person."""
        number = self.person(login)["id"]
        members = [member for name in names for member in (self.team_named(name)["members"] if "/" in name else [name])]
        return number in [self.person(member)["id"] for member in members]

    @route("GET /users/{}")
    def get_user(self, _, login):
        return 200, self.public_user(found(self.people, login.lower())["login"])

    @route("GET /user")
    def get_me(self, call):
        if call.who.is_app:
            raise Refused(403, "Resource not accessible by integration")
        return 200, self.public_user(call.who.login)

    def public_user(self, login):
        unknown = ("name", "company", "blog", "location", "email", "hireable", "bio")
        return {**self.user(login), **dict.fromkeys(unknown), "twitter_username": None, "public_repos": 0, "public_gists": 0,
                "followers": 0, "following": 0, "created_at": CREATED, "updated_at": CREATED}

    @route("GET /orgs/{}/teams", "members=read")
    def get_teams(self, _, organisation):
        return 200, [team(self.url, of) for of in self.teams.values() if of["organization"].lower() == organisation.lower()]

    @route("GET /orgs/{}/teams/{}", "members=read")
    def get_team(self, _, organisation, slug):
        of = self.visible_team(organisation, slug)
        return 200, {**team(self.url, of), "members_count": len(of["members"]), "repos_count": 1, "created_at": CREATED,
                     "updated_at": CREATED, "organization": organization(self.url, of["organization"], of["organization_id"])}

    @route("GET /orgs/{}/teams/{}/members", "members=read")
    def get_members(self, _, organisation, slug):
        return 200, [self.user(login) for login in self.visible_team(organisation, slug)["members"]]

    @route("GET /orgs/{}/teams/{}/repos/{}/{}", "members=read")
    def get_team_repository(self, call, organisation, slug, owner, name):
        access = self.visible_team(organisation, slug)["access"]
        if access == "none" or f"{owner}/{name}".lower() != self.full_name.lower():
            raise Refused(404, "Not Found")
        if "repository+json" not in (call.accept or ""):
            return 204, None
        repository = {key: value for key, value in self.whole_repository().items() if key != "has_discussions"}
        return 200, {**repository, "role_name": access, "permissions": {
            flag: flag in ROLES[access] for flag in ("admin", "maintain", "push", "triage", "pull")}}

    def visible_team(self, organisation, slug):
        return found(self.teams, (organisation.lower(), slug.lower()))

    @route("GET REPO/teams", "administration=read")
    def get_repository_teams(self, _):
        return 200, [team(self.url, of) for of in self.teams.values()
                     if of["access"] != "none" and of["organization"].lower() == self.owner.lower()]

    @route("GET REPO/collaborators/{}/permission")
    def get_permission(self, _, login):
        person = found(self.people, login.lower())
        access = self.access.get(login.lower(), "read")
        return 200, {"permission": LEGACY[access], "role_name": access,
                     "user": {**self.user(person["login"]), "role_name": access, "permissions": {
                         flag: flag in ROLES[access] for flag in ("admin", "maintain", "push", "triage", "pull")}}}
