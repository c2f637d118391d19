"""Access tokens: ones that stay, ones for a client id and secret (24 h), ones that expire in an hour with a refresh token."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

LASTING = "shpat_double_lasting"
CLIENT, SECRET = "double-client", "shpss_double_secret"
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


@dataclass
class Office:
    """Gives tokens out. ends: of each; None: never. refreshing: the refresh token that is good now."""

    now: Callable[[], datetime]
    ends: dict[str, datetime | None] = field(default_factory=lambda: {LASTING: None})
    refreshing: str = "shprt_double_0"
    given: int = 0

    def knows(self, token: str) -> bool:
        """Whether a token is good now."""
        if token not in self.ends:
            return False
        end = self.ends[token]
        return end is None or self.now() < end

    def exchange(self, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """Return status and body of `/admin/oauth/access_token`."""
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 400, {"error": "application_cannot_be_found"}
        if form.get("grant_type") == "client_credentials":
            return 200, self._token(DAY)
        if form.get("grant_type") == "refresh_token" and form.get("refresh_token") == self.refreshing:
            self.refreshing = f"shprt_double_{self.given + 1}"
            rotated = {"refresh_token": self.refreshing, "refresh_token_expires_in": 7776000}
            return 200, {**self._token(HOUR), **rotated}
        return 400, {"error": "invalid_grant"}

    def _token(self, lasts: timedelta) -> dict[str, Any]:
        self.given += 1
        token = f"shpat_double_{self.given}"
        self.ends[token] = self.now() + lasts
        return {"access_token": token, "expires_in": int(lasts.total_seconds()), "scope": "read_products"}
