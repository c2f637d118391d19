"""Whether the process lives, whether it can serve, and what it counts."""

import asyncio
import hmac
from collections.abc import Awaitable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from aisle.bootstrap.checks import Check, check_all
from aisle.core.errors import NotFound
from aisle.web.deps import Parts
from aisle.web.metrics import JOBS, TURNS_RUNNING

router = APIRouter(tags=["operations"])
LOOPBACK = ("127.0.0.1", "::1")


@router.get("/health", summary="Whether the process lives")
async def health() -> dict[str, str]:
    """Answer at once, whatever else is wrong: a restart would not mend it."""
    return {"status": "ok"}


@router.get("/ready", summary="Whether requests can be served")
async def ready(parts: Parts) -> JSONResponse:
    """Check database, queue, embedder and index, each with its own state; 503 while one that is needed fails."""
    checks = await check_all(parts)
    fine = all(check.state != "failed" for check in checks.values())
    body: dict[str, Any] = {
        "status": "ready" if fine else "not_ready",
        "checks": {name: _shape(check) for name, check in checks.items()},
    }
    return JSONResponse(body, 200 if fine else 503)


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request, parts: Parts) -> Response:
    """Not public: with AISLE_METRICS_TOKEN as bearer, or from this machine when none is set."""
    if not _may_read(request, parts):
        raise NotFound()
    TURNS_RUNNING.set(parts.turns.live.running)
    await _quietly(_count_jobs(parts))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _may_read(request: Request, parts: Parts) -> bool:
    token = parts.settings.metrics_token
    if token is not None:
        return hmac.compare_digest(
            request.headers.get("authorization", "").encode(), f"Bearer {token.get_secret_value()}".encode()
        )
    forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    return request.client is not None and request.client.host in LOOPBACK and not forwarded


async def _count_jobs(parts: Parts) -> None:
    for row in await parts.dispatcher.depth():
        JOBS.labels(row["queue"], row["state"]).set(row["jobs"])


async def _quietly(work: Awaitable[None]) -> None:
    """A metric that cannot be had must not take the others with it."""
    try:
        await asyncio.wait_for(asyncio.ensure_future(work), 2)
    except Exception:
        JOBS.clear()


def _shape(check: Check) -> dict[str, Any]:
    return {"state": check.state, "detail": check.detail}
