"""How much of a request is read, whatever route it is for."""

import re
import time

from starlette.types import Message, Receive, Scope

from aisle.core.errors import AisleError, InvalidInput, TooLarge
from aisle.core.settings import Settings
from aisle.core.within import within
from aisle.web.bodies import TooSlow

LONGEST_TARGET = 8 * 1024  # bytes of path and query
MOST_HEADERS, LONGEST_HEAD = (
    100,
    48 * 1024,
)  # bytes of all headers; a browser's cookies have at most 4 KiB each
FORM_AROUND = 64 * 1024  # a form's own lines around its files
# Longer than the routes' own patience, whose words fit the case better.
IDLE_SECONDS, TOTAL_SECONDS = 25.0, 120.0
# Routes that take files. They read the body themselves, within limits of their own, after they know who calls.
UPLOADS = re.compile(
    r"/api/v1(/stores/[^/]+)?/(documents(/preview)?|catalog/imports|synonyms/import|analyze|photos|article-batches/upload)/?"
    r"|/api/v1/hooks/[^/]+"
    r"|/v1/(chat/completions|responses)/?"
)


class TargetTooLong(AisleError):
    """The address with its query is too long."""

    code = "address_too_long"
    status = 414
    title = "The address is too long"


class HeadersTooLarge(AisleError):
    """Too many headers, or too large ones."""

    code = "headers_too_large"
    status = 431
    title = "The headers are too large"


def check_head(scope: Scope) -> None:
    """Raise TargetTooLong, HeadersTooLarge, or InvalidInput for a body whose length is said in two ways."""
    target = len(scope.get("raw_path") or scope["path"].encode()) + len(scope.get("query_string", b""))
    if target > LONGEST_TARGET:
        raise TargetTooLong(f"At most {LONGEST_TARGET:,} bytes are read; send long input in the body.")
    headers = scope["headers"]
    size, lengths, is_chunked = 0, set(), False
    for name, value in headers:
        size += len(name) + len(value)
        if name == b"content-length":
            lengths.add(value)
        elif name == b"transfer-encoding":
            is_chunked = True
    if len(headers) > MOST_HEADERS or size > LONGEST_HEAD:
        raise HeadersTooLarge(f"At most {MOST_HEADERS} headers with {LONGEST_HEAD:,} bytes are read.")
    if len(lengths) > 1 or (lengths and is_chunked):
        raise InvalidInput("The length of the body is said in more than one way.")


def is_upload(scope: Scope) -> bool:
    """Whether the request may carry files."""
    return bool(scope["method"] == "POST" and UPLOADS.fullmatch(scope["path"]))


class BodyWithin:
    """Hands the body on as it comes, counted and timed. Ends it where it is too much, and remembers why."""

    def __init__(self, scope: Scope, receive: Receive, settings: Settings) -> None:
        self._receive, self._upload = receive, is_upload(scope)
        self._most = (
            settings.upload_max_request_bytes + FORM_AROUND if self._upload else settings.body_max_bytes
        )
        self._read, self._whole = 0, False
        self._deadline = time.monotonic() + TOTAL_SECONDS
        self.refusal: AisleError | None = None
        self._check_declared(scope)

    async def receive(self) -> Message:
        """Return the next message. A body that goes beyond a limit looks as if the caller had hung up."""
        if self._whole:
            return await self._receive()
        try:
            message = await within(self._patience(), _received(self._receive))
        except TimeoutError:
            self.refusal = TooSlow(f"Nothing more of the body came for {IDLE_SECONDS:.0f} s.")
            return {"type": "http.disconnect"}
        self._read += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._read > self._most:
            self._whole, self.refusal = True, TooLarge(f"The request has more than {self._most:,} bytes.")
            return {"type": "http.disconnect"}
        return message

    def _patience(self) -> float:
        """A large file over a slow line takes its time; anything else that trickles is only there to hold a place."""
        return (
            IDLE_SECONDS if self._upload else min(IDLE_SECONDS, max(0.0, self._deadline - time.monotonic()))
        )

    def _check_declared(self, scope: Scope) -> None:
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if declared.isdigit() and (len(declared) > 18 or int(declared) > self._most):
            raise TooLarge(f"The request has more than {self._most:,} bytes.")


async def _received(receive: Receive) -> Message:
    return await receive()
