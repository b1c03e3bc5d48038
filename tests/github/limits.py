"""How often GitHub may be asked; asking that costs nothing."""

from call import route


class Limits:
    @route("GET /rate_limit")
    def get_rate_limit(self, _):
        reset = int(self.now().timestamp()) + 3600
        rate = {"limit": 5000, "used": len(self.requests), "remaining": max(5000 - len(self.requests), 0), "reset": reset}
        return 200, {"resources": dict.fromkeys(("core", "search", "graphql"), rate), "rate": rate}
