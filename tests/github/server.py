"""The HTTP side: which world a request is about, whose token it carries, what goes wrong, and how the answer is sent."""

import dataclasses
import http.server
import json
import threading
import time
import traceback
import urllib.parse

import faults
from call import Body, Call, Refused
from pages import page
from traffic import Traffic
from world import World


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer is sent at once: in two pieces it would wait for the client to acknowledge the first.
    wbufsize = -1
    disable_nagle_algorithm = True
    worlds, worlds_lock, token = {}, threading.Lock(), ""
    world = None
    traffic = Traffic()

    def log_message(self, *_):
        pass

    def date_time_string(self, timestamp=None):
        """The `Date` of an answer is the time of its world."""
        return super().date_time_string(self.world.now().timestamp() if self.world else timestamp)

    def handle_any(self):
        url = urllib.parse.urlsplit(self.path)
        name, _, path = url.path.removeprefix("/").partition("/")
        port = self.server.server_address[1]
        with self.worlds_lock:
            world = self.worlds.setdefault(name, World(f"http://127.0.0.1:{port}/{name}", port, self.token))
        self.world = world
        raw = self.read_body()
        if path.startswith("_"):
            with world.lock:
                self.own(world, path, raw)
        else:
            self.github(world, "/" + path, dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True)), raw)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any

    def read_body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        raw = b""
        while size := int(self.rfile.readline(), 16):
            raw += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return raw

    def own(self, world, path, raw):
        """The test's own questions."""
        if path == "_given":
            try:
                for fact in facts(raw.decode()):
                    world.given(fact)
                self.reply(200, None)
            except Exception as problem:
                self.reply(422, {"message": f"{type(problem).__name__}: {problem}"})
        elif path == "_progress":
            self.reply(200, world.progress())
        elif path == "_records":
            self.reply(200, list(world.deployments.values()))
        elif path == "_requests":
            self.reply(200, world.requests)
        elif path == "_state":
            self.reply(200, world.state())
        else:
            self.reply(404, {"message": f"{path} is no question"})

    def github(self, world, path, query, raw):
        who = world.identity(self.headers.get("Authorization", "").removeprefix("Bearer "))
        body, is_malformed = decoded(path, raw)
        call = Call(self.command, path, query, body, self.headers.get("Accept"), who)
        with world.lock:
            world.requests.append({"method": call.method, "path": path, "query": query, "authorized": who is not None,
                                   "login": who and who.login, "body": None if isinstance(body, bytes) else body})
            fault = world.strike(self.command, self.path)
        if fault and fault.kind == "slow":
            time.sleep(fault.seconds)
        elif fault and fault.kind == "cut":
            self.cut()
            return
        elif fault and fault.kind != "lost":
            self.reply(*faults.answer(fault, world.now()))
            return
        with world.lock:
            status, answer, headers = self.answered(world, call, path, is_malformed)
            world.happen(self.command, self.path)
            if not is_malformed and (fault is None or fault.kind == "slow"):
                self.traffic.add(call, self.headers, status, answer if world.is_github else None, headers)
            # Now, for the next request may change what is in it.
            answer = answer if isinstance(answer, bytes) else encoded(answer, headers)
        if fault and fault.kind == "lost":
            self.cut()
        else:
            self.reply(status, answer, headers)

    def answered(self, world, call, path, is_malformed):
        try:
            if (call.who is not None) == path.startswith("/storage/"):
                raise Refused(401, "Bad credentials")
            if call.who and self.headers.get("X-GitHub-Api-Version") != "2022-11-28":
                raise Refused(400, "no version of the API was named")
            if is_malformed:
                raise Refused(400, "Problems parsing JSON")
            if not isinstance(call.body, (dict, bytes, type(None))):
                raise Refused(400, "Body should be a JSON object")
            said = call.body if isinstance(call.body, bytes) else Body(call.body or {})
            status, answer, *headers = world.answer(dataclasses.replace(call, body=said))
            answer, links = page(world, call, answer)
            return status, answer, {**world.rate_headers(), **links, **(headers[0] if headers else {})}
        except Exception as problem:
            if not isinstance(problem, Refused):
                # Nothing that GitHub does: whoever reads the test's output should see it.
                traceback.print_exc()
                problem = Refused(500, f"the stand-in broke: {problem!r}")
            return problem.status, problem.body, {**world.rate_headers(), **problem.headers}

    def cut(self):
        self.close_connection = True
        self.connection.shutdown(2)

    def reply(self, status, answer, headers=None):
        headers = headers or {}
        raw = answer if isinstance(answer, bytes) else encoded(answer, headers)
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        if status != 204:
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def encoded(answer, headers):
    """As JSON, and a header that says so."""
    if answer is None:
        return b""
    headers["Content-Type"] = "application/json; charset=utf-8"
    return json.dumps(answer).encode()


def facts(text):
    """In JSON, a list of lists of words; or words that end with one separator, and facts with another."""
    if text.lstrip().startswith("["):
        return json.loads(text)
    return [fact.split("\x1f")[:-1] for fact in text.split("\x1e")[:-1]]


def decoded(path, raw):
    """What is uploaded is bytes; anything else is JSON, or a problem."""
    if path.startswith("/uploads/"):
        return raw, False
    try:
        return json.loads(raw or "null"), False
    except ValueError:
        return None, True
