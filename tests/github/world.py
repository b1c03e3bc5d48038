"""One world: a repository, the people around it, and all that happened there."""

import json
import re
import threading

from branch_policies import BranchPolicies
from call import found_route
from clock import Clock
from commits import Commits
from contents import Contents
from deployments import Deployments
from environments import Environments
from faults import Faults
from git import Git
from identities import BOT, PERMISSIONS, Identities, Identity
from issues import Issues
from later import Later
from limits import Limits
from names import Names
from people import People
from pulls import Pulls
from releases import Releases
from repository import Repository
from rulesets import Rulesets
from runner import Runner
from runs import Runs
from statuses import Statuses
from timeline import Timeline
from waiting import Waiting


class World(Environments, BranchPolicies, Rulesets, Names, Runner, Runs, Waiting, Deployments, Releases, Git, Commits, Statuses, Contents,
            Issues, Pulls, Timeline, People, Identities, Limits, Repository, Faults, Later):
    def __init__(self, url, port, token):
        self.clock = Clock()
        self.url, self.port = url, port
        self.lock = threading.Lock()
        self.page_size = 2
        self.is_github = True
        self.number = 100
        self.requests = []
        super().__init__()
        self.person(BOT)
        self.tokens[token] = Identity(BOT, "job", PERMISSIONS["job"])

    def given(self, fact):
        """A verb, its words, then options as key=value."""
        verb, *words = map(str, fact)
        split = next((i for i, word in enumerate(words) if re.match(r"\w+=", word)), len(words))
        options = dict(word.split("=", 1) for word in words[split:])
        getattr(self, f"given_{verb}")(*words[:split], **options)

    def given_page(self, size):
        """How many things a page has at most, whatever is asked for."""
        self.page_size = int(size)

    def given_beyond_github(self):
        """What is given here GitHub would never say, and the answers are not held against its description."""
        self.is_github = False

    def given_clock(self, time):
        self.clock.given_clock(time)

    def now(self):
        return self.clock.now()

    def time(self, text=""):
        return self.clock.time(text)

    def next(self):
        self.number += 1
        return self.number

    @staticmethod
    def parsed(text):
        return json.loads(text)

    def answer(self, call):
        """The status, the body and headers."""
        name, permission, repository, parts = found_route(call.method, self.whole_path(call.path))
        if repository is not None:
            self.check_repository(repository, call)
        if call.who is not None:
            self.check_permission(call.who, permission)
        return getattr(self, name)(call, *parts)

    def state(self):
        """Everything, for a test that wants to see what became of it."""
        kept = ("clock", "lock", "url", "port", "tokens", "requests", "faults", "later", "is_github")
        return {key: plain(value) for key, value in vars(self).items() if key not in kept}


def plain(value):
    """As JSON can have it: a key in two parts becomes one, bytes their number."""
    if isinstance(value, dict):
        return {key if isinstance(key, (str, int)) else "/".join(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return len(value) if isinstance(value, bytes) else value
