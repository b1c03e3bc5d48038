"""What somebody else does in the middle: a fact that becomes so after the nth request of a kind."""

import re


class Later:
    def __init__(self):
        super().__init__()
        self.later = []

    def given_after(self, nth, method, path, verb, *words, **options):
        """after 3 PUT environments no_environment prod: once the third such request is answered, the environment is gone."""
        fact = [verb, *words, *(f"{key}={value}" for key, value in options.items())]
        self.later.append({"in": int(nth), "method": method, "path": re.compile(path), "fact": fact})

    def happen(self, method, path):
        for event in self.later:
            if event["method"] == method and event["path"].search(path):
                event["in"] -= 1
                if event["in"] == 0:
                    self.given(event["fact"])
