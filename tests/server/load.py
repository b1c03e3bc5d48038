"""load.py URL FILE: four people who ask again and again, with a new connection for each request, until it is told to end (TERM).

FILE gets a line for each answer: when, its status, and the release that gave it; `lost` where nobody answered.
"""

import json
import signal
import sys
import threading
import time
import urllib.error
import urllib.request

url, path = sys.argv[1:]
ended = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: ended.set())
signal.signal(signal.SIGINT, signal.SIG_IGN)
lines = open(path, "w", buffering=1)
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask():
    while not ended.is_set():
        began = time.time()
        try:
            with opener.open(url, timeout=30) as answer:
                said = f"{answer.status} {json.load(answer)['release']}"
        except urllib.error.HTTPError as error:
            body = error.read()
            try:
                release = json.loads(body)["release"]
            except ValueError:
                release = "nobody"
            said = f"{error.code} {release}"
        except Exception as error:
            said = f"lost {error}".replace("\n", " ")
        lines.write(f"{began:.3f} {said}\n")
        time.sleep(0.1)


threads = [threading.Thread(target=ask) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
