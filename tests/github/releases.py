"""Releases and the files that hang on them."""

import hashlib

from call import Refused, found, route, unprocessable
from identities import BOT
from shapes import node, user


class Releases:
    def __init__(self):
        super().__init__()
        self.releases = {}

    def given_release(self, tag, prerelease="yes", at=""):
        self.add_release({"tag_name": tag, "prerelease": prerelease == "yes"}, BOT, at)

    def given_asset(self, tag, name, path):
        if tag not in self.releases:
            self.given_release(tag)
        with open(path, "rb") as file:
            self.add_asset(self.releases[tag], name, file.read())

    def add_release(self, body, author, at=""):
        self.person(author)
        self.releases[body["tag_name"]] = {
            "id": self.next(), "target_commitish": self.repository["default_branch"], "name": body["tag_name"], "body": "", "draft": False,
            "prerelease": False, **{key: value for key, value in body.items() if key != "make_latest"}, "author": author,
            "at": self.time(at), "assets": {}}
        return self.releases[body["tag_name"]]

    def add_asset(self, release, name, content):
        release["assets"][name] = {"id": self.next(), "name": name, "content": content, "at": self.time()}
        return release["assets"][name]

    def all_assets(self):
        return {asset["id"]: asset for release in self.releases.values() for asset in release["assets"].values()}

    def release_shape(self, release):
        own, page = f"{self.repository_url}/releases/{release['id']}", f"https://github.com/{self.full_name}"
        tag = release["tag_name"]
        return {
            **{key: value for key, value in release.items() if key not in ("at", "assets")}, "node_id": node("RE", release["id"]),
            "url": own, "html_url": f"{page}/releases/tag/{tag}", "assets_url": f"{own}/assets", "immutable": False,
            "upload_url": f"{self.url}/uploads/repos/{self.full_name}/releases/{release['id']}/assets{{?name,label}}",
            "tarball_url": f"{self.repository_url}/tarball/{tag}", "zipball_url": f"{self.repository_url}/zipball/{tag}",
            "created_at": release["at"], "published_at": release["at"], "author": user(self.url, self.person(release["author"])),
            "assets": [self.asset_shape(asset) for asset in release["assets"].values()]}

    def asset_shape(self, asset):
        page = f"https://github.com/{self.full_name}/releases/download"
        return {
            "id": asset["id"], "node_id": node("RA", asset["id"]), "name": asset["name"], "label": None, "state": "uploaded",
            "url": f"{self.repository_url}/releases/assets/{asset['id']}", "browser_download_url": f"{page}/{asset['name']}",
            "content_type": "application/gzip", "size": len(asset["content"]), "download_count": 0,
            "digest": "sha256:" + hashlib.sha256(asset["content"]).hexdigest(), "created_at": asset["at"], "updated_at": asset["at"],
            "uploader": user(self.url, self.person(BOT))}

    @route("GET REPO/releases", "contents=read")
    def get_releases(self, _):
        return 200, [self.release_shape(release) for release in reversed(self.releases.values())]

    @route("GET REPO/releases/latest", "contents=read")
    def get_latest(self, _):
        latest = [release for release in self.releases.values() if not release["prerelease"] and not release["draft"]]
        return 200, self.release_shape(found(dict(enumerate(reversed(latest))), 0))

    @route("GET REPO/releases/tags/{}", "contents=read")
    def get_release(self, _, tag):
        return 200, self.release_shape(found(self.releases, tag))

    @route("POST REPO/releases", "contents=write")
    def post_release(self, call):
        body = call.body
        if call.who.is_app and "target_commitish" in body:
            # A token of GitHub Actions may not tag a commit that touches workflows, and any commit may.
            raise Refused(403, "Resource not accessible by integration")
        if body["tag_name"] in self.releases:
            raise Refused(422, "Validation Failed", errors=[{"resource": "Release", "code": "already_exists", "field": "tag_name"}])
        if not body.get("prerelease") or body.get("make_latest") != "false":
            # No rule of GitHub's: the shelf of builds must never be offered as what to download.
            raise unprocessable("the builds would become the latest release", "make_latest", "Release")
        return 201, self.release_shape(self.add_release(body, call.who.login))

    def release_by_number(self, number):
        return found({release["id"]: release for release in self.releases.values()}, int(number))

    @route("GET REPO/releases/{#}", "contents=read")
    def get_release_by_number(self, _, number):
        return 200, self.release_shape(self.release_by_number(number))

    @route("GET REPO/releases/{#}/assets", "contents=read")
    def get_assets(self, _, number):
        return 200, [self.asset_shape(asset) for asset in self.release_by_number(number)["assets"].values()]

    @route("GET REPO/releases/assets/{#}", "contents=read")
    def get_asset(self, call, number):
        asset = found(self.all_assets(), int(number))
        if call.accept != "application/octet-stream":
            return 200, self.asset_shape(asset)
        # Another host, as on GitHub: a client that takes its token there has shown it to a stranger.
        world = self.url.rsplit("/", 1)[1]
        return 302, None, {"Location": f"http://localhost:{self.port}/{world}/storage/{number}"}

    @route("GET /storage/{#}")
    def get_stored(self, _, number):
        return 200, found(self.all_assets(), int(number))["content"]

    @route("POST /uploadsREPO/releases/{#}/assets", "contents=write")
    def post_asset(self, call, number):
        release = self.release_by_number(number)
        if call.query["name"] in release["assets"]:
            raise Refused(422, "Validation Failed", errors=[{"resource": "ReleaseAsset", "code": "already_exists", "field": "name"}])
        return 201, self.asset_shape(self.add_asset(release, call.query["name"], call.body))
