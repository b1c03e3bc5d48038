"""What the tests of the stand-in speak to it with: one server, and a world for each test."""

import http.client
import json
import pathlib
import subprocess
import sys
import unittest

JOB = "ghs_job"


class Answer:
    def __init__(self, response):
        self.status, self.headers, raw = response.status, response.headers, response.read()
        is_json = "json" in self.headers.get("Content-Type", "")
        self.body = json.loads(raw) if raw and is_json else raw

    @property
    def next(self):
        """The address of the next page."""
        links = [link for link in self.headers.get("Link", "").split(", ") if 'rel="next"' in link]
        return links[0].split(">")[0].removeprefix("<") if links else None


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        here = pathlib.Path(__file__).parent
        cls.server = subprocess.Popen([sys.executable, here, JOB, "--with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        cls.port = int(cls.server.stdout.readline())

    @classmethod
    def tearDownClass(cls):
        cls.server.stdin.close()
        cls.server.wait()
        cls.server.stdout.close()

    def setUp(self):
        """ada may administer, will may write, rosa may read, and a job of the repository's own workflows has a token too."""
        self.world = self.id().rsplit(".", 1)[-1]
        self.given(["page", 100], ["branch", "main"], *(
            ["token", login, f"login={login}", f"rights={rights}"] for login, rights in (
                ("ada", "admin"), ("will", "write"), ("rosa", "read"), ("nora", "none"))))

    def given(self, *facts):
        answer = self.send("PUT", f"/{self.world}/_given", facts)
        self.assertEqual(answer.status, 200, answer.body)

    def state(self):
        return self.send("GET", f"/{self.world}/_state").body

    def send(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, path, None if body is None else json.dumps(body), headers or {})
        try:
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def ask(self, method, path, body=None, who="ada", accept="application/vnd.github+json"):
        """A request about the repository, or one whose path is whole."""
        path = path if path.startswith("/") else f"/repos/o/r/{path}".rstrip("/")
        return self.send(method, f"/{self.world}{path}", body, {
            "Authorization": f"Bearer {who}", "X-GitHub-Api-Version": "2022-11-28", "Accept": accept})

    def get(self, path, **options):
        answer = self.ask("GET", path, **options)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.body

    def refused(self, status, method, path, body=None, **options):
        answer = self.ask(method, path, body, **options)
        self.assertEqual(answer.status, status, answer.body)
        return answer
