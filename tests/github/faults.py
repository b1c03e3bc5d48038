"""What goes wrong on the way, in place of the answer or after it took effect."""

import dataclasses
import re
import time


@dataclasses.dataclass
class Fault:
    """`lost` takes effect and is not answered, `slow` is answered late; every other kind replaces the answer."""

    kind: str
    times: int
    method: str
    path: re.Pattern
    nth: int
    seconds: float

    def strikes(self, method, path):
        if self.times == 0 or self.method not in (method, "*") or not self.path.search(path):
            return False
        self.nth -= 1
        if self.nth > 0:
            return False
        self.times -= 1
        return True


class Faults:
    def __init__(self):
        super().__init__()
        self.faults = []

    def given_fault(self, kind, times, method, path, nth="1", seconds=""):
        """The first so many requests that match, or so many from the nth on."""
        # A limit that is over at once keeps the tests short; one that is not has to be asked for.
        self.faults.append(Fault(kind, int(times), method, re.compile(path), int(nth), float(seconds or (1 if kind == "slow" else 0))))

    def given_no_fault(self):
        self.faults.clear()

    def strike(self, method, path):
        # Each counts by itself, so that "the third" means the third request of that kind.
        struck = [fault for fault in self.faults if fault.strikes(method, path)]
        return struck[0] if struck else None


def answer(fault):
    """The status, the body and the headers in place of GitHub's own."""
    seconds = str(int(fault.seconds))
    reset = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time() + fault.seconds))}
    return {
        "limit": (403, {"message": "API rate limit exceeded"}, reset),
        "abuse": (403, {"message": "You have triggered an abuse detection mechanism"}, {"Retry-After": seconds}),
        "secondary": (403, {"message": "You have exceeded a secondary rate limit"}, {"Retry-After": seconds}),
        "429": (429, {"message": "You have exceeded a secondary rate limit"}, {"Retry-After": seconds}),
        "denied": (403, {"message": "Resource not accessible by integration"},
                   {"X-Accepted-GitHub-Permissions": "deployments=write"}),
        "elsewhere": (200, [], {"Link": '<http://localhost:1/x?page=2>; rel="next"'}),
        "hostile": (400, {"message": "no\n::error::forged\r\n::set-output name=go::true"}, {}),
        "malformed": (200, b'{"id": 1, "na', {"Content-Type": "application/json"}),
        "page": (200, b"<html>Sign in to the proxy</html>", {"Content-Type": "text/html"}),
    }.get(fault.kind) or (int(fault.kind), b"<html>Unicorn!</html>", {"Content-Type": "text/html"})
