"""How often GitHub may be asked; asking that costs nothing."""

from call import route


LIMIT = 5000


class Limits:
    def rate_headers(self):
        """Every answer says how much is left."""
        return {f"X-RateLimit-{name.capitalize()}": str(number) for name, number in self.rate().items()}

    def rate(self):
        used = len(self.requests) % LIMIT
        return {"limit": LIMIT, "used": used, "remaining": LIMIT - used, "reset": int(self.now().timestamp()) + 3600}

    @route("GET /rate_limit")
    def get_rate_limit(self, _):
        return 200, {"resources": dict.fromkeys(("core", "search", "graphql"), self.rate()), "rate": self.rate()}
