"""A world's time stands still unless it is told to run, so that what a test reads is the same every day."""

import datetime


def parsed(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Clock:
    def __init__(self):
        self.fixed = parsed("2025-01-03T12:00:00Z")

    def given_clock(self, time):
        """A time, or "wall": the machine's."""
        self.fixed = None if time == "wall" else parsed(time)

    def now(self):
        return self.fixed or datetime.datetime.now(datetime.timezone.utc)

    def time(self, text=""):
        """As GitHub writes it: now, at this time, or so many minutes ago ("-90")."""
        if text.startswith("-"):
            time = self.now() - datetime.timedelta(minutes=float(text[1:]))
        else:
            time = parsed(text) if text else self.now()
        return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
