"""Every error leaves as a problem document (RFC 9457) with a stable code."""

import json
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Scope

from aisle.bootstrap.resources import Resources
from aisle.core.errors import AisleError, Forbidden, Unavailable
from aisle.web.bodies import place_of, said_of

PROBLEM = "application/problem+json"
CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}
DETAILS = {
    404: "There is nothing at this address; /openapi.json lists every one.",
    405: "This address does not take this method; the Allow header names those it takes.",
}
RETRY_SECONDS = 2  # where what is away does not say how long
log = structlog.get_logger()


def problem(status: int, code: str, title: str, detail: str, request_id: str, **extra: Any) -> Response:
    """Return a problem response; `retry_after` (seconds) in extra also becomes a header."""
    body = {
        "type": f"https://aisle.dev/problems/{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id,
        **extra,
    }
    headers = {"Retry-After": str(extra["retry_after"])} if "retry_after" in extra else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    # What a caller sent is quoted back, and need not be text that can be written.
    content = json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return Response(content, status, headers, media_type=PROBLEM)


def request_id_of(request: Request) -> str:
    """Return the id that the middleware gave this request."""
    return str(request.scope.get("state", {}).get("request_id") or uuid4())


def remember_problem(scope: Scope, code: str) -> None:
    """Have the request's line in the log say how it was refused."""
    scope.setdefault("state", {})["problem"] = code


def from_error(error: AisleError, request_id: str) -> Response:
    """Shape an error of ours; one that may pass says when to come back."""
    extra = {"retry_after": RETRY_SECONDS, **error.extra} if isinstance(error, Unavailable) else error.extra
    return problem(error.status, error.code, error.title, error.detail, request_id, **extra)


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(AisleError, answer_to)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, answer_to_nobody)
    app.add_exception_handler(Exception, answer_to_fault)


async def answer_to(request: Request, error: Exception) -> Response:
    """Answer with an error of ours."""
    assert isinstance(error, AisleError)
    remember_problem(request.scope, error.code)
    if isinstance(error, Forbidden):
        await _note_refusal(request)
    if error.status >= 500:
        log.error("request.failed", code=error.code, detail=error.detail)
    return from_error(error, request_id_of(request))


async def _note_refusal(request: Request) -> None:
    """Have the audit log remember it, where the caller was recognised before it was refused."""
    caller = getattr(request.state, "caller", None)
    if caller:
        parts: Resources = request.app.state.resources
        await parts.refusals.note(
            caller, request.method, getattr(request.scope.get("route"), "path", "other")
        )


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    remember_problem(request.scope, "invalid_input")
    faults = [
        {"at": place_of(fault["loc"])[:200], "message": said_of(fault["msg"])}
        for fault in error.errors()[:20]
    ]
    detail = "; ".join(f"{fault['at']}: {fault['message']}" for fault in faults)
    return problem(
        422, "invalid_input", "The request is not valid", detail[:2000], request_id_of(request), errors=faults
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, "http_error")
    remember_problem(request.scope, code)
    detail = DETAILS.get(error.status_code, str(error.detail))
    answer = problem(error.status_code, code, str(error.detail), detail, request_id_of(request))
    answer.headers.update(error.headers or {})
    return answer


async def answer_to_nobody(request: Request, error: Exception) -> Response:
    """Nobody is there to read this; only the log sees it."""
    title = "The caller hung up before the whole request was here"
    return problem(400, "hung_up", title, "Send the request again.", request_id_of(request))


async def answer_to_fault(request: Request, error: Exception) -> Response:
    """Answer where our code failed; what it was stands in the log alone."""
    remember_problem(request.scope, "internal")
    log.exception("request.crashed", error=type(error).__name__)
    return problem(
        500,
        "internal",
        "Aisle failed to do this",
        "This is a fault of ours; the request id helps to find it.",
        request_id_of(request),
    )
