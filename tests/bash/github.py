#!/usr/bin/env python3
"""A stand-in for the part of GitHub's API that the generated scripts use.

One server holds many worlds; the first part of a URL names the world: http://127.0.0.1:PORT/WORLD/repos/o/r/….
`PUT /WORLD/_given` adds facts to a world (see `World.given`); `GET /WORLD/_records` and `/_requests` say what became of it.
It refuses what GitHub refuses, cuts lists into pages of two, and answers no question without the token.
"""

import http.server
import json
import re
import sys
import threading
import urllib.parse

TOKEN = sys.argv[1]
BOT = "github-actions[bot]"
STATES = {"error", "failure", "inactive", "in_progress", "queued", "pending", "success"}


class Refused(Exception):
    def __init__(self, status, message, **more):
        super().__init__(message)
        self.status, self.body = status, {"message": message, **more}


class World:
    def __init__(self, url, port):
        self.url, self.port = url, port
        self.lock = threading.Lock()
        self.page_size = 2
        self.number = 100
        self.people, self.environments, self.runs, self.reviews = {}, {}, {}, {}
        self.deployments, self.releases, self.branches, self.files = {}, {}, {}, {}
        self.faults, self.requests = [], []

    # ---- what a case says about its world

    def given(self, fact):
        """One fact: a verb, its words, then options as key=value."""
        verb, *words = fact.split("\x1f")[:-1]
        split = next((i for i, word in enumerate(words) if re.match(r"\w+=", word)), len(words))
        options = dict(word.split("=", 1) for word in words[split:])
        getattr(self, f"given_{verb}")(*words[:split], **options)

    def given_page(self, size):
        self.page_size = int(size)

    def given_environment(self, name, reviewers="", self_review="prevented"):
        rules = [{"type": "branch_policy"}]
        if reviewers:
            people = [{"type": "User", "reviewer": self.person(login)} for login in reviewers.split(",") if login != "nobody"]
            rules.append({"type": "required_reviewers", "prevent_self_review": self_review == "prevented", "reviewers": people})
        self.environments[name.lower()] = {"name": name, "protection_rules": rules}

    def given_no_environment(self, name):
        del self.environments[name.lower()]

    def given_run(self, number, actor="alice", triggering="", event="workflow_dispatch", workflow="promote-release.yml",
                  status="in_progress", attempt="1", branch="main", sha="b" * 40, repository="o/r", suffix="", ends_after=""):
        self.runs[int(number)] = {
            "id": int(number), "actor": self.person(actor), "triggering_actor": self.person(triggering or actor), "event": event,
            "path": f".github/workflows/{workflow}{suffix}", "status": status, "run_attempt": int(attempt), "head_branch": branch,
            "head_sha": sha, "repository": {"full_name": "o/r"}, "head_repository": {"full_name": repository},
            "html_url": f"https://github.com/o/r/actions/runs/{number}", "_ends_after": int(ends_after) if ends_after else None}

    def given_no_run(self, number):
        del self.runs[int(number)]

    def given_review(self, login, state, environments, run="42"):
        self.reviews.setdefault(int(run), []).insert(0, {
            "state": state, "comment": "", "user": self.person(login),
            "environments": [{"name": name} for name in environments.split(",")]})

    def given_record(self, number, environment, release, states, creator=BOT, by=BOT, run="7", attempt="1", version="2.0.0",
                     commit="b" * 40, digest="sha256:" + "a" * 64, source="manual", reason="", withdraws="", shape="object", payload=""):
        payload = json.loads(payload) if payload else {
            "id": release, "version": version, "commit": commit, "digest": digest, "source": source, "approvers": [],
            "run": run, "attempt": int(attempt), "reason": reason, "withdraws": withdraws}
        self.deployments[int(number)] = {
            "id": int(number), "environment": environment, "task": "release", "creator": {"login": creator}, "ref": commit,
            "production_environment": environment == "prod", "payload": json.dumps(payload) if shape == "string" else payload,
            "statuses": []}
        for state in states.split(","):
            if state != "none":
                self.add_status(int(number), {"state": state}, by)

    def given_automatic(self, number, environment):
        self.given_record(number, environment, "release-20990101-000000", "success")
        self.deployments[int(number)].update(task="deploy", payload={})

    def given_branch(self, name, sha="b" * 40):
        self.branches[name] = sha

    def given_file(self, path, commit, text):
        self.files[path, commit] = text.encode().decode("unicode_escape")

    def given_release(self, tag):
        self.releases[tag] = {"id": self.next(), "tag_name": tag, "assets": {}}

    def given_asset(self, tag, name, path):
        if tag not in self.releases:
            self.given_release(tag)
        with open(path, "rb") as file:
            self.releases[tag]["assets"][name] = (self.next(), file.read())

    def given_fault(self, kind, times, method, path):
        """The first so many requests that match are answered by a status, or cut, or cut after they took effect ("lost")."""
        self.faults.append([kind, int(times), method, re.compile(path)])

    def given_alias(self, login, other):
        """The same person by another name."""
        self.people[other] = self.person(login)["id"]

    def person(self, login):
        number = self.people.setdefault(login, 1000 + len(self.people))
        return {"id": number, "login": login, "type": "Bot" if login.endswith("[bot]") else "User"}

    def next(self):
        self.number += 1
        return self.number

    def add_status(self, number, body, by):
        status = {"id": self.next(), "state": body["state"], "description": body.get("description", ""),
                  "creator": {"login": by}, "created_at": "2025-01-03T12:00:00Z"}
        self.deployments[number]["statuses"].insert(0, status)
        return status

    # ---- what GitHub answers

    def answer(self, method, path, query, body, accept):
        """The status, the body (a list comes in pages), and headers."""
        for pattern, name in ROUTES:
            match = re.fullmatch(pattern, f"{method} {path}")
            if match:
                return getattr(self, name)(*map(urllib.parse.unquote, match.groups()), query=query, body=body, accept=accept)
        raise Refused(404, "Not Found")

    def get_environment(self, name, **_):
        return 200, found(self.environments, name.lower())

    def get_run(self, number, **_):
        run = found(self.runs, int(number))
        if run["_ends_after"] is not None:
            run["_ends_after"] -= 1
            if run["_ends_after"] <= 0:
                run["status"] = "completed"
        return 200, {key: value for key, value in run.items() if not key.startswith("_")}

    def get_reviews(self, number, **_):
        return 200, self.reviews.get(int(number), [])

    def get_deployments(self, query, **_):
        return 200, [public(deployment) for number, deployment in sorted(self.deployments.items(), reverse=True)
                     if deployment["environment"] == query["environment"] and deployment["task"] == query["task"]]

    def post_deployment(self, body, **_):
        if body.get("auto_merge", True) or body.get("required_contexts") != []:
            raise Refused(409, "Conflict: the ref has to be merged or checked first")
        if not re.fullmatch("[0-9a-f]{40}", body["ref"]) or len(body["description"]) > 140:
            raise Refused(422, "Validation Failed")
        number = self.next()
        self.deployments[number] = {"id": number, "creator": {"login": BOT}, "statuses": [], **body}
        return 201, public(self.deployments[number])

    def get_statuses(self, number, **_):
        return 200, found(self.deployments, int(number))["statuses"]

    def post_status(self, number, body, **_):
        deployment = found(self.deployments, int(number))
        if body["state"] not in STATES or len(body.get("description", "")) > 140:
            raise Refused(422, "Validation Failed")
        if body.get("auto_inactive", True) and body["state"] == "success":
            for other in self.deployments.values():
                if other is not deployment and other["environment"] == deployment["environment"] and not other["production_environment"]:
                    self.add_status(other["id"], {"state": "inactive"}, BOT)
        return 201, self.add_status(int(number), body, BOT)

    def get_release(self, tag, **_):
        release = found(self.releases, tag)
        upload = f"{self.url}/uploads/repos/o/r/releases/{release['id']}/assets{{?name,label}}"
        return 200, {"id": release["id"], "tag_name": tag, "upload_url": upload}

    def post_release(self, body, **_):
        if "target_commitish" in body:
            raise Refused(403, "Resource not accessible by integration")
        if body["tag_name"] in self.releases:
            raise Refused(422, "Validation Failed", errors=[{"resource": "Release", "code": "already_exists", "field": "tag_name"}])
        if not body["prerelease"] or body["make_latest"] != "false":
            raise Refused(422, "the builds would become the latest release")
        self.given_release(body["tag_name"])
        return 201, self.get_release(body["tag_name"])[1]

    def get_assets(self, number, **_):
        release = found({release["id"]: release for release in self.releases.values()}, int(number))
        return 200, [{"id": asset, "name": name, "state": "uploaded", "url": f"{self.url}/repos/o/r/releases/assets/{asset}"}
                     for name, (asset, _) in release["assets"].items()]

    def get_asset(self, number, accept, **_):
        if accept != "application/octet-stream":
            raise Refused(415, "Unsupported Media Type")
        world = self.url.rsplit("/", 1)[1]
        return 302, None, {"Location": f"http://localhost:{self.port}/{world}/storage/{number}"}

    def get_stored(self, number, **_):
        return 200, found(dict(asset for release in self.releases.values() for asset in release["assets"].values()), int(number))

    def post_asset(self, number, query, body, **_):
        release = found({release["id"]: release for release in self.releases.values()}, int(number))
        if query["name"] in release["assets"]:
            raise Refused(422, "Validation Failed", errors=[{"resource": "ReleaseAsset", "code": "already_exists", "field": "name"}])
        release["assets"][query["name"]] = (self.next(), body)
        return 201, {"id": self.number, "name": query["name"], "state": "uploaded", "size": len(body)}

    def get_branch(self, name, **_):
        return 200, {"ref": f"refs/heads/{name}", "object": {"type": "commit", "sha": found(self.branches, name)}}

    def get_branches(self, prefix, **_):
        return 200, [self.get_branch(name)[1] for name in sorted(self.branches) if name.startswith(prefix)]

    def get_commit(self, sha, **_):
        return 200, {"sha": found({sha: sha for sha in self.branches.values()}, sha)}

    def get_file(self, path, query, accept, **_):
        if accept != "application/vnd.github.raw+json":
            raise Refused(415, "Unsupported Media Type")
        return 200, found(self.files, (path, query["ref"])).encode()

    def post_dispatch(self, workflow, body, **_):
        if body["ref"] not in self.branches or len(body["inputs"]) > 25:
            raise Refused(422, "No ref found")
        return 204, None


ROUTES = [(pattern.replace("REPO", "/repos/o/r"), name) for pattern, name in [
    ("GET REPO/environments/([^/]+)", "get_environment"),
    (r"GET REPO/actions/runs/(\d+)", "get_run"),
    (r"GET REPO/actions/runs/(\d+)/approvals", "get_reviews"),
    ("POST REPO/actions/workflows/([^/]+)/dispatches", "post_dispatch"),
    ("GET REPO/deployments", "get_deployments"),
    ("POST REPO/deployments", "post_deployment"),
    (r"GET REPO/deployments/(\d+)/statuses", "get_statuses"),
    (r"POST REPO/deployments/(\d+)/statuses", "post_status"),
    ("GET REPO/releases/tags/([^/]+)", "get_release"),
    ("POST REPO/releases", "post_release"),
    (r"GET REPO/releases/(\d+)/assets", "get_assets"),
    (r"GET REPO/releases/assets/(\d+)", "get_asset"),
    (r"GET /storage/(\d+)", "get_stored"),
    (r"POST /uploadsREPO/releases/(\d+)/assets", "post_asset"),
    ("GET REPO/git/ref/heads/(.+)", "get_branch"),
    ("GET REPO/git/matching-refs/heads/(.*)", "get_branches"),
    ("GET REPO/git/commits/([0-9a-f]{40})", "get_commit"),
    ("GET REPO/contents/(.+)", "get_file"),
]]


def found(things, key):
    if key not in things:
        raise Refused(404, "Not Found")
    return things[key]


def public(deployment):
    return {key: value for key, value in deployment.items() if key != "statuses"}


class Handler(http.server.BaseHTTPRequestHandler):
    worlds, worlds_lock = {}, threading.Lock()

    def log_message(self, *_):
        pass

    def handle_any(self):
        url = urllib.parse.urlsplit(self.path)
        _, name, path = url.path.split("/", 2)
        port = self.server.server_address[1]
        with self.worlds_lock:
            world = self.worlds.setdefault(name, World(f"http://127.0.0.1:{port}/{name}", port))
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            raw = self.read_chunks()
        with world.lock:
            if path.startswith("_"):
                self.own(world, path, raw)
            else:
                self.github(world, "/" + path, dict(urllib.parse.parse_qsl(url.query)), raw)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any

    def read_chunks(self):
        raw = b""
        while size := int(self.rfile.readline(), 16):
            raw += self.rfile.read(size)
            self.rfile.readline()
        return raw

    def own(self, world, path, raw):
        """The test's own questions."""
        if path == "_given":
            for fact in raw.decode().split("\x1e")[:-1]:
                world.given(fact)
            self.reply(200, b"")
        elif path == "_records":
            self.reply(200, list(world.deployments.values()))
        else:
            self.reply(200, world.requests)

    def github(self, world, path, query, raw):
        authorized = self.headers.get("Authorization") == f"Bearer {TOKEN}"
        body = raw if self.headers.get("Content-Type") == "application/gzip" else json.loads(raw or "null")
        world.requests.append({"method": self.command, "path": path, "query": query, "authorized": authorized,
                               "body": None if isinstance(body, bytes) else body})
        fault = next((fault for fault in world.faults
                      if fault[1] > 0 and fault[2] == self.command and fault[3].search(self.path)), None)
        if fault:
            fault[1] -= 1
        try:
            if fault and fault[0] != "lost":
                self.fail(fault[0])
                return
            if authorized == path.startswith("/storage/"):
                raise Refused(401, "Bad credentials")
            if self.headers.get("X-GitHub-Api-Version") != "2022-11-28" and authorized:
                raise Refused(400, "no version of the API was named")
            status, answer, *headers = world.answer(self.command, path, query, body, self.headers.get("Accept"))
            if fault:
                self.cut()
                return
            self.reply(status, *self.page(world, path, query, answer, *headers))
        except Refused as refused:
            self.reply(refused.status, refused.body)

    def fail(self, kind):
        if kind == "cut":
            self.cut()
        elif kind == "limit":
            self.reply(403, {"message": "API rate limit exceeded"}, {"X-RateLimit-Remaining": "0"})
        elif kind == "abuse":
            self.reply(403, {"message": "You have triggered an abuse detection mechanism"}, {"Retry-After": "0"})
        elif kind == "429":
            self.reply(429, {"message": "You have exceeded a secondary rate limit"}, {"Retry-After": "0"})
        elif kind == "denied":
            self.reply(403, {"message": "Resource not accessible by integration"}, {"X-Accepted-GitHub-Permissions": "deployments=write"})
        elif kind == "elsewhere":
            self.reply(200, [], {"Link": '<http://localhost:1/x?page=2>; rel="next"'})
        elif kind == "hostile":
            self.reply(400, {"message": "no\n::error::forged\r\n::set-output name=go::true"})
        else:
            self.reply(int(kind), b"<html>Unicorn!</html>")

    def cut(self):
        self.close_connection = True
        self.connection.shutdown(2)

    @staticmethod
    def page(world, path, query, answer, headers=None):
        if not isinstance(answer, list):
            return answer, headers
        size, number = min(world.page_size, int(query.get("per_page", 30))), int(query.get("page", 1))
        headers = {}
        if len(answer) > number * size:
            following = urllib.parse.urlencode({**query, "page": number + 1})
            headers["Link"] = f'<{world.url}{path}?page=1>; rel="first", <{world.url}{path}?{following}>; rel="next"'
        return answer[(number - 1) * size:number * size], headers

    def reply(self, status, answer, headers=None):
        raw = b"" if answer is None else answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
