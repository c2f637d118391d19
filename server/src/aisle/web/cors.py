"""Browsers on shops' own pages may call the store's part of the API: any origin, never with cookies.

Nothing here rests on what a browser sends by itself. A caller is known by its bearer token alone, and a publishable
key names the origins that may use it, which the authenticator checks (docs/adr/0006).
"""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from aisle.web.edge.sharing import is_shared

SENT = ("accept", "authorization", "content-type", "idempotency-key", "last-event-id")
READ = (
    "idempotency-replayed",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "x-request-id",
    "x-vercel-ai-ui-message-stream",
)
REMEMBER_SECONDS = 86_400


class ApiCors:
    """Adds the headers to answers that are shared and leaves every other as it is: accounts and /metrics are nobody's to read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._shared = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=SENT,
            expose_headers=READ,
            max_age=REMEMBER_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        shared = scope["type"] == "http" and is_shared(scope["path"])
        await (self._shared if shared else self.app)(scope, receive, send)
