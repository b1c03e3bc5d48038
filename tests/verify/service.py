"""A service on loopback that answers as its file says, which is read anew for every request.

service.py FILE LOG [CERTIFICATE]: prints its port. FILE is {PATH: [ANSWER, …]}: one answer after the other, the last one for good.
An answer is {status, type, body, location, seconds, cut}; LOG gets a line for each request: path, and who asks.
"""

import http.server
import json
import ssl
import sys
import threading
import time

FILE, LOG = sys.argv[1:3]
ASKED: dict[str, int] = {}
LOCK = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with LOCK:
            with open(LOG, "a", encoding="utf-8") as log:
                log.write(f"{self.path} {self.headers.get('Authorization', '-')}\n")
            with open(FILE, encoding="utf-8") as file:
                answers = json.load(file).get(self.path, [{"status": 404, "body": "not here"}])
            at = ASKED.get(self.path, 0)
            ASKED[self.path] = at + 1
        answer = answers[min(at, len(answers) - 1)]
        time.sleep(answer.get("seconds", 0))
        if answer.get("cut"):
            self.close_connection = True
            return
        body = answer.get("body", "").encode()
        self.send_response(answer.get("status", 200))
        self.send_header("Content-Type", answer.get("type", "application/json"))
        self.send_header("Content-Length", str(len(body)))
        if "location" in answer:
            self.send_header("Location", answer["location"])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Handler)
port = server.server_address[1]
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(port, flush=True)
server.serve_forever()
