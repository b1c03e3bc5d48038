"""The service of the pipeline `server`: it says what it is, and `mode` says where it is ill: `ill in prod`."""

import http.server
import json
import os
import signal
import threading
import time

began = time.time()
ill = open("mode").read().strip() == f"ill in {os.environ['ENVIRONMENT']}"


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        text = json.dumps({
            "status": "unhealthy" if ill else "healthy", "version": os.environ["VERSION"], "environment": os.environ["ENVIRONMENT"],
            "commit": os.environ["COMMIT"], "release": os.environ["RELEASE_ID"], "uptime": int(time.time() - began),
            "deployed_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began))}).encode()
        self.send_response(503 if ill else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = False


server = Server(("127.0.0.1", int(os.environ["PORT"])), Service)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
server.server_close()
