"""Reads the YAML that people write for Kubernetes: maps, lists, scalars, comments, blocks of text, documents.
No anchors, no tags, no keys with `?`: what it does not know is an error, never a guess."""

import json
import re

KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?):(?:\s+(.*))?$""")


class NotRead(Exception):
    pass


def documents(text):
    parts = re.split(r"^---(?:[ \t].*)?$", text, flags=re.M)
    found = (Reader(part).document() for part in parts)
    return [one for one in found if one is not None]


def plain(word):
    if word in ("", "~", "null"):
        return None
    if word in ("true", "false"):
        return word == "true"
    if re.fullmatch(r"-?(0|[1-9][0-9]*)", word):
        return int(word)
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", word):
        return float(word)
    return word


class Flow:
    """`[a, "b"]` and `{a: b}` on one line, and what may stand behind them."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def skip(self):
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def take(self, sign):
        self.skip()
        if self.peek() != sign:
            raise NotRead(f"{sign!r} expected in {self.text!r}")
        self.at += 1

    def value(self, ends=",]}"):
        self.skip()
        sign = self.peek()
        if sign == "[":
            return self.items()
        if sign == "{":
            return self.entries()
        if sign in "\"'" and sign:
            return self.quoted()
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends:
            if self.text.startswith(" #", self.at) or (ends == ":" and self.text.startswith(": ", self.at)):
                break
            self.at += 1
        word = self.text[start : self.at].rstrip()
        if word[:1] in ("&", "*", "!", "%", "@", "`"):
            raise NotRead(f"{word!r} is more than this reader knows")
        return plain(word)

    def quoted(self):
        sign = self.peek()
        pattern = r'"(?:[^"\\]|\\.)*"' if sign == '"' else r"'(?:[^']|'')*'"
        found = re.compile(pattern).match(self.text, self.at)
        if not found:
            raise NotRead(f"the quote is not closed: {self.text!r}")
        self.at = found.end()
        return json.loads(found[0]) if sign == '"' else found[0][1:-1].replace("''", "'")

    def items(self):
        self.take("[")
        items = []
        while True:
            self.skip()
            if self.peek() == "]":
                self.at += 1
                return items
            items.append(self.value())
            self.skip()
            if self.peek() == ",":
                self.at += 1

    def entries(self):
        self.take("{")
        entries = {}
        while True:
            self.skip()
            if self.peek() == "}":
                self.at += 1
                return entries
            key = self.value(ends=":")
            self.take(":")
            entries[key] = self.value()
            self.skip()
            if self.peek() == ",":
                self.at += 1


class Reader:
    def __init__(self, text):
        self.lines = text.split("\n")
        self.at = 0

    def line(self):
        """The next line that says something, with its indentation; nothing at the end."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            bare = line.strip()
            if bare and not bare.startswith("#"):
                if "\t" in line[: len(line) - len(line.lstrip())]:
                    raise NotRead(f"a tab indents {bare!r}")
                return len(line) - len(line.lstrip(" ")), bare
            self.at += 1
        return None

    def document(self):
        if self.line() is None:
            return None
        value = self.block(0)
        if self.line() is not None:
            raise NotRead(f"out of place: {self.line()[1]!r}")
        return value

    def block(self, least):
        found = self.line()
        if found is None or found[0] < least:
            return None
        indent, text = found
        if text == "-" or text.startswith("- "):
            return self.list(indent)
        if KEY.match(text):
            return self.map(indent)
        self.at += 1
        return self.scalar(text, indent)

    def list(self, indent):
        items = []
        while (found := self.line()) and found[0] == indent and (found[1] == "-" or found[1].startswith("- ")):
            rest = found[1][1:].lstrip()
            if not rest or rest.startswith("#"):
                self.at += 1
                items.append(self.block(indent + 1))
                continue
            inner = indent + len(found[1]) - len(rest)
            if KEY.match(rest) and rest[0] not in "[{":
                # What stands behind the dash is the first entry of a map.
                self.lines[self.at] = " " * inner + rest
                items.append(self.map(inner))
            else:
                self.at += 1
                items.append(self.scalar(rest, indent))
        return items

    def map(self, indent):
        entries = {}
        while (found := self.line()) and found[0] == indent:
            match = KEY.match(found[1])
            if not match or found[1] == "-" or found[1].startswith("- "):
                break
            key, rest = match[1], (match[2] or "").strip()
            key = Flow(key).quoted() if key[0] in "\"'" else key
            if key in entries:
                raise NotRead(f"the key {key!r} stands twice")
            self.at += 1
            if not rest or rest.startswith("#"):
                following = self.line()
                listed = following and following[0] == indent and (following[1] == "-" or following[1].startswith("- "))
                entries[key] = self.block(indent if listed else indent + 1)
            else:
                entries[key] = self.scalar(rest, indent)
        return entries

    def scalar(self, text, indent):
        if text[0] in "|>":
            return self.text(text, indent)
        flow = Flow(text)
        value = flow.value(ends="") if text[0] not in "[{\"'" else flow.value()
        rest = text[flow.at :].strip()
        if rest and not rest.startswith("#"):
            raise NotRead(f"{rest!r} stands behind a value")
        return value

    def text(self, mark, indent):
        if not re.match(r"\|[-+]?(?:\s*#.*)?$", mark):
            raise NotRead(f"a text that starts with {mark!r}")
        lines = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            lines.append(line)
            self.at += 1
        inner = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        text = "\n".join(line[inner:] for line in lines).rstrip("\n")
        return text if mark[1:2] == "-" else text + "\n"
