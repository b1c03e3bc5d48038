"""python3 tests/github TOKEN [--with-parent]: a stand-in for GitHub's API. Prints its port; see README.md.

With --with-parent it ends when its standard input does, so that a test that dies leaves no server behind.
"""

import os
import sys
import threading

sys.dont_write_bytecode = True  # the sources stay as they are

from server import Handler, Server


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    Handler.token = sys.argv[1]
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    if "--with-parent" in sys.argv[2:]:
        threading.Thread(target=end_with_parent, daemon=True).start()
    server.serve_forever()
