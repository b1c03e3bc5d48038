"""What was asked and answered, for validators: one line of JSON each, without tokens, in the file that TRAFFIC names."""

import json
import os
import threading

# What carries meaning; a token is in none of them.
REQUEST_HEADERS = ("Accept", "Content-Type", "X-GitHub-Api-Version", "User-Agent")


class Traffic:
    def __init__(self):
        path = os.environ.get("TRAFFIC")
        self.lock = threading.Lock()
        # Several servers may write to one file: each line is appended at once.
        self.file = open(path, "ab", buffering=0) if path else None

    def add(self, call, headers, status, answer, answer_headers):
        if self.file is None or call.path.startswith(("/storage/", "/uploads/")):
            return
        line = {
            "method": call.method, "path": call.path, "query": call.query, "status": status, "request": call.body,
            "headers": {name.lower(): headers[name] for name in REQUEST_HEADERS if name in headers},
            "answer_headers": {name.lower(): value for name, value in answer_headers.items()},
            "answer": None if isinstance(answer, bytes) else answer}
        with self.lock:
            self.file.write(json.dumps(line).encode() + b"\n")
