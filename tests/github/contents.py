"""Files of the repository at a commit, and what GitHub says about CODEOWNERS."""

import base64
import re

from call import Refused, found, route

CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")


class Contents:
    def __init__(self):
        super().__init__()
        self.files = {}

    def given_file(self, path, commit, text):
        """COMMIT: a commit, or a branch."""
        self.files[path, commit] = text.encode().decode("unicode_escape")

    def given_no_file(self, path, commit):
        del self.files[path, commit]

    def file(self, path, reference):
        """What is given for the name itself, else for the commit that it means."""
        reference = reference or self.repository["default_branch"]
        return self.files.get((path, reference), self.files.get((path, self.resolved(reference))))

    @route("GET REPO/contents/{*}", "contents=read")
    def get_file(self, call, path):
        reference = call.query.get("ref", "")
        text = self.file(path, reference)
        if text is None:
            return 200, self.directory(path, reference)
        if call.accept == "application/vnd.github.raw+json":
            return 200, text.encode()
        content = base64.encodebytes(text.encode()).decode()
        return 200, {**self.entry_shape(path, "file", len(text.encode())), "encoding": "base64", "content": content}

    def directory(self, path, reference):
        beginning = path.rstrip("/") + "/"
        reference = reference or self.repository["default_branch"]
        inside = sorted({file[len(beginning):].split("/")[0]: file for file, commit in self.files
                         if file.startswith(beginning) and commit in (reference, self.resolved(reference))}.items())
        if not inside:
            raise Refused(404, "Not Found")
        return [self.entry_shape(beginning + name, "file" if file == beginning + name else "dir", 0) for name, file in inside]

    def entry_shape(self, path, kind, size):
        own, page = f"{self.repository_url}/contents/{path}", f"https://github.com/{self.full_name}/blob/main/{path}"
        blob = f"{self.repository_url}/git/blobs/{'c' * 40}"
        return {"type": kind, "size": size, "name": path.rsplit("/", 1)[-1], "path": path, "sha": "c" * 40, "url": own, "git_url": blob,
                "html_url": page, "download_url": page, "_links": {"self": own, "git": blob, "html": page}}

    @route("GET REPO/codeowners/errors")
    def get_codeowners_errors(self, call):
        reference = call.query.get("ref", "")
        files = {path: text for path in CODEOWNERS if (text := self.file(path, reference)) is not None}
        path = found(dict(enumerate(files)), 0)
        lines = enumerate(files[path].splitlines(), 1)
        return 200, {"errors": [error for number, line in lines for error in self.line_errors(path, number, line)]}

    def line_errors(self, path, number, line):
        """GitHub ignores an owner that does not exist or may not write, and says so only here."""
        for owner in re.finditer(r"(?<=\s)@([\w./-]+)", line.split("#")[0]):
            if not self.is_writer(owner[1]):
                message = f"Unknown owner on line {number}: make sure {owner[0]} exists and has write access to the repository"
                yield {"line": number, "column": owner.start() + 1, "source": line, "kind": "Unknown owner", "suggestion": None,
                       "message": message, "path": path}

    def is_writer(self, owner):
        if "/" in owner:
            team = self.teams.get(tuple(owner.lower().split("/", 1)))
            return bool(team) and team["access"] in ("write", "admin")
        return self.access.get(owner.lower()) in ("write", "admin")
