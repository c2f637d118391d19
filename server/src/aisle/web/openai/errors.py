"""Errors in the form that OpenAI's clients read: whatever goes wrong below /v1 leaves as one of these."""

import json
from typing import Any, ClassVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aisle.core.errors import AisleError, InvalidInput, NotFound
from aisle.llm.errors import ChatModelRefused, ChatPolicyRefused, ChatPromptTooLong
from aisle.usage.errors import BudgetExceeded

ROOT = "/v1/"
PROBLEM = b"application/problem+json"
TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}
QUOTA = "insufficient_quota"
# OpenAI's own names, by which programs tell these apart.
CODES = {
    "unauthorized": "invalid_api_key",
    "rate_limited": "rate_limit_exceeded",
    BudgetExceeded.code: QUOTA,
    ChatPromptTooLong.code: "context_length_exceeded",
    ChatPolicyRefused.code: "content_filter",
}
# A request to be changed is 400 there; under another Idempotency-Key this one would be right as it is.
BAD_REQUEST = frozenset({400, 413, 422})
KEPT = frozenset({"idempotency_mismatch", "too_large"})
# Official clients try again after any of these statuses, unless they are told that it does not help.
TRIED_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504})
NOT_AGAIN = (b"x-should-retry", b"false")

Json = dict[str, Any]
ERROR_SCHEMA: Json = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": "string"},
            },
        }
    },
}


class InvalidParameter(InvalidInput):
    """A field of the body is missing, wrong, or asks for what is not done here; `param` names it."""

    code = "invalid_parameter"
    title = "A parameter is not valid"

    def __init__(self, detail: str, param: str | None = None) -> None:
        super().__init__(detail, param=param)


class UnsupportedParameter(InvalidParameter):
    """A field that would change the answer, and is not done here or not with this model."""

    code = "unsupported_parameter"
    title = "A parameter is not supported"


class ModelNotFound(NotFound):
    """No such model, or one that this caller may not ask: the two are never told apart."""

    code = "model_not_found"
    title = "There is no such model"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The model `{name[:200]}` does not exist or you do not have access to it; GET /v1/models lists yours.",
            param="model",
        )


class OutputInvalid(AisleError):
    """The model was asked for JSON, and what it wrote is none, or not of the schema."""

    code = "model_output_invalid"
    status: ClassVar[int] = 502
    title = "The model did not keep to the form that was asked for"


def error_of(error: AisleError) -> Json:
    """Return an error of ours in OpenAI's form."""
    return body_of(error.status, error.code, error.detail, error.extra.get("param"))


def body_of(status: int, code: str, message: str, param: str | None = None) -> Json:
    """Return an error in OpenAI's form. status: as we count it."""
    kind = QUOTA if code == BudgetExceeded.code else type_of(status)
    return {"error": {"message": message, "type": kind, "param": param, "code": CODES.get(code, code)}}


def type_of(status: int) -> str:
    """Return the kind of an error by its status."""
    return TYPES.get(status) or ("server_error" if status >= 500 else "invalid_request_error")


def status_of(status: int, code: str) -> int:
    """Return the status under which an error of ours leaves."""
    if code == BudgetExceeded.code:
        return 429
    return 400 if status in BAD_REQUEST and code not in KEPT else status


class OpenAiErrors:
    """Turns every problem document below /v1 into OpenAI's form, whoever wrote it: a route, the door, or a stored reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(ROOT):
            await self.app(scope, receive, _Rewritten(send).send)
        else:
            await self.app(scope, receive, send)


class _Rewritten:
    """Holds a problem document back until it is whole; everything else passes untouched."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_problem(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._rewrite(self._start, b"".join(self._parts))

    async def _rewrite(self, start: Message, raw: bytes) -> None:
        found = json.loads(raw)
        body = json.dumps(
            body_of(found["status"], found["code"], found["detail"], found.get("param")), ensure_ascii=False
        ).encode()
        status = status_of(found["status"], found["code"])
        headers = [
            (name, value)
            for name, value in start["headers"]
            if name.lower() not in (b"content-type", b"content-length")
        ]
        headers += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        if status in TRIED_AGAIN and is_final(found):
            headers.append(NOT_AGAIN)
        await self._send({**start, "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def is_final(problem: Json) -> bool:
    """Whether the same request would be refused again however often it is sent."""
    return problem["code"] in FINAL


def _final_codes(kind: type[AisleError]) -> set[str]:
    return {kind.code}.union(*(_final_codes(one) for one in kind.__subclasses__()))


FINAL = frozenset(_final_codes(ChatModelRefused) | {BudgetExceeded.code})


def _is_problem(start: Message) -> bool:
    if start["status"] < 400:
        return False
    return any(
        name.lower() == b"content-type" and value.startswith(PROBLEM) for name, value in start["headers"]
    )
