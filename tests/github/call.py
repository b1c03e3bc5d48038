"""One request, and the table that says who answers it."""

import dataclasses
import re
import urllib.parse

ROUTES = []


class Refused(Exception):
    """An answer that is not what was asked for."""

    def __init__(self, status, message, headers=None, **more):
        super().__init__(message)
        self.status, self.headers = status, headers or {}
        self.body = {"message": message, "documentation_url": "https://docs.github.com/rest", **more}


@dataclasses.dataclass
class Call:
    method: str
    path: str
    query: dict
    body: object
    accept: str
    who: object


class Body(dict):
    """What a request says; what it has to say and does not is refused."""

    def __missing__(self, field):
        raise unprocessable(f"{field} is missing", field, "Request", "missing_field")


class Whole(list):
    """A list that GitHub does not cut into pages."""


@dataclasses.dataclass
class Listed:
    """A list that GitHub wraps: the number of all, and one page under its key."""

    key: str
    items: list
    per_page: int = 30
    at_most: int = 100


def route(pattern, permission="metadata=read"):
    """Says which requests a method answers: REPO is the repository, {} one part of the path, {*} the rest, {#} a number."""
    def register(function):
        method, path = pattern.split(" ")
        path = path.replace("REPO", r"/repos/([^/]+/[^/]+)")
        for mark, what in (("{}", "([^/]+)"), ("{*}", "(.+)"), ("{#}", r"(\d+)")):
            path = path.replace(mark, what)
        # What takes all that is left of a path comes after what knows how it goes on.
        ROUTES.insert(len(ROUTES) if "{*}" in pattern else 0, (method, re.compile(path), "REPO" in pattern, permission, function.__name__))
        return function
    return register


def found_route(method, path):
    """The method's name, what the route needs, and the parts of the path; the repository's name comes by itself."""
    for wanted, pattern, in_repository, permission, name in ROUTES:
        match = pattern.fullmatch(path) if wanted == method else None
        if match:
            parts = [urllib.parse.unquote(part) for part in match.groups()]
            repository = parts.pop(0) if in_repository else None
            return name, permission, repository, parts
    raise Refused(404, "Not Found")


def found(things, key):
    if key not in things:
        raise Refused(404, "Not Found")
    return things[key]


def unprocessable(message, field, resource, code="custom"):
    return Refused(422, "Validation Failed", errors=[{"resource": resource, "field": field, "code": code, "message": message}])
