"""Faults of providers, each told with a canary that must reach nobody."""

from chat_tongues import Tongue
from scripted_http import Asked
from streamed_http import Act, Streamed, StreamScript, as_json, sse

CANARY = "canary: we are sorry, something exploded"
FAULTS = [
    400,
    401,
    403,
    404,
    408,
    409,
    413,
    429,
    500,
    503,
    529,
    "page",
    "cut",
    "empty",
    "json",
    "fault",
    "close",
]


def faulty(tongue: Tongue, fault: int | str) -> StreamScript:
    """A server with one fault, which is told with a canary."""

    def serve(_asked: Asked) -> Streamed:
        if isinstance(fault, int):
            return as_json(fault, tongue.error(fault, "some_error", CANARY))
        begun = sse(*tongue.begin(), *tongue.text(""))
        return {
            "page": Streamed([f"<html>{CANARY}</html>".encode()]),
            "cut": Streamed([begun, Act.CUT]),
            "empty": Streamed([]),
            "json": Streamed([begun, f"data: {{{CANARY}\n\n".encode()]),
            "fault": Streamed([sse(*tongue.fault())]),
            "close": Streamed([Act.CUT], chunked=False),
        }[fault]

    return serve


def late(tongue: Tongue, words: str) -> StreamScript:
    """A server that begins well, and then turns into a fault told with a canary."""
    return lambda _asked: Streamed(
        [sse(*tongue.begin(), *tongue.text(words)), f"data: {{{CANARY}\n\n".encode()]
    )


def hanging() -> StreamScript:
    """A server that takes a request and says nothing, ever."""
    return lambda _asked: Streamed([Act.HANG])
