"""How a browser that comes back from a provider is sent on: signed in, to a second step, or to a page that says what went wrong."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import structlog
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from aisle.bootstrap.resources import Resources
from aisle.core.errors import AisleError
from aisle.identity.federation.paths import HOME
from aisle.identity.logins.types import IssuedLogin, StepNeeded
from aisle.web.own_pages import set_cookie
from aisle.web.pending_cookie import clear_pending
from aisle.web.renewing import end_before

NO_STORE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
SECOND_STEP = "/account/second-step"
log = structlog.get_logger()


async def sent_on(
    request: Request, parts: Resources, outcome: IssuedLogin | StepNeeded, next_path: str
) -> Response:
    """Sign the browser in, in the place of who was signed in there before, and send it on."""
    if isinstance(outcome, StepNeeded):
        # Behind the #, which browsers send to no server.
        told = urlencode(
            {"challenge": outcome.challenge, "methods": " ".join(outcome.methods), "next": next_path}
        )
        return sent_to(f"{SECOND_STEP}#{told}")
    await end_before(request, parts)
    answer = sent_to(next_path)
    set_cookie(answer, outcome.secret, int((outcome.expires_at - datetime.now(UTC)).total_seconds()))
    return answer


def refused(error: AisleError, provider: str) -> Response:
    """Send the browser to a page that explains a code; nothing of what the provider said goes along."""
    log.warning(
        "sign_in.refused", code=error.code, provider=provider, why=getattr(error, "why", error.detail)
    )
    return sent_to(f"{HOME}?{urlencode({'error': error.code, 'provider': provider})}")


def sent_to(path: str) -> Response:
    """Send the browser to a path of ours; the sign-in that was begun is over."""
    answer = RedirectResponse(path, 303, headers=NO_STORE)
    clear_pending(answer)
    return answer
