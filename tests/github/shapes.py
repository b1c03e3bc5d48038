"""The parts that GitHub's objects have in common: complete, as its description of the API demands."""

from urllib.parse import quote

CREATED = "2024-06-01T08:00:00Z"


def node(kind, number):
    return f"{kind}_{number}"


def user(url, person):
    own = f"{url}/users/{quote(person['login'])}"
    return {
        "login": person["login"], "id": person["id"], "node_id": node("U", person["id"]), "type": person["type"], "site_admin": False,
        "avatar_url": f"https://avatars.githubusercontent.com/u/{person['id']}", "gravatar_id": "", "url": own,
        "html_url": f"https://github.com/{quote(person['login'])}", "user_view_type": "public", "gists_url": f"{own}/gists{{/gist_id}}",
        "following_url": f"{own}/following{{/other_user}}", "starred_url": f"{own}/starred{{/owner}}{{/repo}}",
        "events_url": f"{own}/events{{/privacy}}",
        **{f"{name}_url": f"{own}/{address}" for name, address in (
            ("followers", "followers"), ("subscriptions", "subscriptions"), ("organizations", "orgs"), ("repos", "repos"),
            ("received_events", "received_events"))}}


REPOSITORY_URLS = (
    "archive{/archive_format}{/ref}", "assignees{/user}", "git/blobs{/sha}", "branches{/branch}", "collaborators{/collaborator}",
    "comments{/number}", "commits{/sha}", "compare/{base}...{head}", "contents/{+path}", "contributors", "deployments", "downloads",
    "events", "forks", "git/commits{/sha}", "git/refs{/sha}", "git/tags{/sha}", "issues/comments{/number}", "issues/events{/number}",
    "issues{/number}", "keys{/key_id}", "labels{/name}", "languages", "merges", "milestones{/number}",
    "notifications{?since,all,participating}", "pulls{/number}", "releases{/id}", "stargazers", "statuses/{sha}", "subscribers",
    "subscription", "tags", "teams", "git/trees{/sha}", "hooks")

# Most are called as they are addressed.
URL_NAMES = {"git/blobs": "blobs", "git/commits": "git_commits", "git/refs": "git_refs", "git/tags": "git_tags", "git/trees": "trees",
             "issues/comments": "issue_comment", "issues/events": "issue_events"}


def repository_urls(own):
    def name(address):
        plain = address.split("{")[0].rstrip("/")
        return URL_NAMES.get(plain, plain) + "_url"
    return {name(address): f"{own}/{address}" for address in REPOSITORY_URLS}


def team(url, of):
    own = f"{url}/organizations/{of['organization_id']}/team/{of['id']}"
    return {
        "id": of["id"], "node_id": node("T", of["id"]), "name": of["slug"], "slug": of["slug"], "description": None, "privacy": "closed",
        "notification_setting": "notifications_enabled", "permission": "pull", "url": own, "members_url": f"{own}/members{{/member}}",
        "html_url": f"https://github.com/orgs/{of['organization']}/teams/{of['slug']}", "repositories_url": f"{own}/repos",
        "type": "organization", "organization_id": of["organization_id"], "parent": None}


def organization(url, login, number):
    own = f"{url}/orgs/{login}"
    return {
        "login": login, "id": number, "node_id": node("O", number), "url": own, "repos_url": f"{own}/repos", "events_url": f"{own}/events",
        "hooks_url": f"{own}/hooks", "issues_url": f"{own}/issues", "members_url": f"{own}/members{{/member}}",
        "public_members_url": f"{own}/public_members{{/member}}", "avatar_url": f"https://avatars.githubusercontent.com/u/{number}",
        "description": None, "html_url": f"https://github.com/{login}", "has_organization_projects": True,
        "has_repository_projects": True, "public_repos": 1, "public_gists": 0, "followers": 0, "following": 0, "type": "Organization",
        "created_at": CREATED, "updated_at": CREATED, "archived_at": None}
