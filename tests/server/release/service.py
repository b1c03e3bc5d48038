"""A release: a small service that says of itself what its health is. `mode` beside it says in which way it is ill.

healthy            nothing is wrong with it
unhealthy          it says so
wrong-version      it says that it is another version
degrades           it is well until it has answered 40 requests that were not about its health
never-starts       it ends at once
never-listens      it runs, and nobody can reach it
slow-to-end        it takes three seconds to answer, and answers what it has begun when it is asked to end
"""

import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

mode = open("mode").read().strip()
began = time.time()
served = 0


class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        global served
        ill = mode == "unhealthy"
        if self.path == "/work":
            served += 1
        if mode == "degrades" and served > 40:
            ill = True
        version = "9.9.9" if mode == "wrong-version" else os.environ["VERSION"]
        body = {
            "status": "unhealthy" if ill else "healthy",
            "version": version,
            "environment": os.environ["ENVIRONMENT"],
            "commit": os.environ["COMMIT"],
            "deployed_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began)),
            "uptime": int(time.time() - began),
            "release": os.environ["RELEASE_ID"],
            "greeting": os.environ.get("GREETING", ""),
            "knows_secret": bool(os.environ.get("DATABASE_URL")),
            "other_secrets": sorted(name for name in os.environ if name in ("GH_TOKEN", "SSH_KEY")),
        }
        if mode == "slow-to-end" and self.path == "/slow":
            time.sleep(3)
        text = json.dumps(body).encode()
        self.send_response(503 if ill else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = False


if mode == "never-starts":
    sys.exit("this release does not start")
if mode == "never-listens":
    time.sleep(3600)
server = Server(("127.0.0.1", int(os.environ["PORT"])), Service)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
server.server_close()
