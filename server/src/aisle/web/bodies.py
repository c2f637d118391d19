"""Reading request bodies within limits."""

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect
from starlette.types import Message

from aisle.core.errors import AisleError, InvalidInput, TooLarge, Unsupported
from aisle.core.within import within

MOST_JSON = 1_000_000  # bytes; useChat repeats the whole conversation
FAULTS = 5  # more than these are not read out
IDLE_SECONDS = 20.0  # between two parts of a body
# How a length is refused where the text has gone through a check of ours before.
LENGTH = re.compile(r"^Value should have (at \w+ \d+) items? after validation")
Body = TypeVar("Body", bound=BaseModel)


class TooSlow(AisleError):
    """The body stopped coming."""

    code = "body_too_slow"
    status = 408
    title = "The rest of the request did not come"


@asynccontextmanager
async def form_of(request: Request, max_files: int, max_total: int) -> AsyncIterator[FormData]:
    """Read a multipart form of at most max_total bytes; files are spooled to disk.

    Raises InvalidInput, TooLarge, Unsupported, TooSlow.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Unsupported("Send a form as multipart/form-data.")
    stream = _limited(request, max_total)
    parser = MultiPartParser(request.headers, stream, max_files=max_files + 1, max_fields=50)
    try:
        form = await parser.parse()
    # KeyError: no boundary is named. The others: what the parser trips over where a part has no header, or odd ones.
    except (MultiPartException, KeyError, AttributeError, ValueError) as error:
        raise InvalidInput(f"The form cannot be read: {getattr(error, 'message', error)}") from None
    try:
        yield form
    finally:
        await form.close()


async def bytes_of(request: Request, max_bytes: int) -> bytes:
    """Read a body as it is. Raises TooLarge, TooSlow."""
    _check_declared(request, max_bytes)
    read, more = await _part(request)
    _check_read(len(read), max_bytes)
    if not more:  # most bodies come in one part
        return read
    rest = [part async for part in _parts(request, max_bytes, len(read))]
    return b"".join([read, *rest])


async def json_of(request: Request, max_bytes: int) -> Any:
    """Read a JSON body. Raises InvalidInput, TooLarge."""
    return parsed(await bytes_of(request, max_bytes))


def parsed(raw: str | bytes) -> Any:
    """Read JSON that a caller sent. Raises InvalidInput."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"The body is not JSON: {error}") from None


async def body_of(request: Request, model: type[Body], max_bytes: int = MOST_JSON) -> Body:
    """Read a JSON body of a known shape. Raises InvalidInput, TooLarge."""
    return checked(model, await json_of(request, max_bytes))


async def body_or_none(request: Request, model: type[Body], max_bytes: int = MOST_JSON) -> Body:
    """Read a JSON body of which nothing is needed: where none was sent, everything is as usual. Raises as `body_of`."""
    raw = await bytes_of(request, max_bytes)
    return checked(model, parsed(raw) if raw.strip() else {})


def checked(model: type[Body], data: Any) -> Body:
    """Check data that a caller sent. Raises InvalidInput that names each fault."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = dict.fromkeys(f"{place_of(one['loc'])}: {said_of(one['msg'])}" for one in error.errors())
        raise InvalidInput("; ".join([*faults][:FAULTS])[:2000]) from None


def place_of(loc: Sequence[int | str]) -> str:
    """Return where in a body something is wrong, without the names that types have in our code."""
    return ".".join(str(step) for step in loc if "[" not in str(step))


def said_of(message: str) -> str:
    """Return what is wrong, without what kind of exception said so; texts are counted in characters."""
    return LENGTH.sub(r"Text should have \1 characters", message.removeprefix("Value error, "))


def json_body(model: type[BaseModel], example: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    """Describe, for the OpenAPI document, a body that an endpoint reads itself: after it has checked who calls.

    required: False where it reads the body with `body_or_none`.
    """
    schema = model.model_json_schema()
    inlined = _inlined(schema, schema.pop("$defs", {}))
    content = {"application/json": {"schema": inlined, "example": example}}
    return {"requestBody": {"required": required, "content": content}}


def _inlined(schema: Any, known: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inlined(one, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(known[schema["$ref"].rpartition("/")[2]], known)
    return {name: _inlined(value, known) for name, value in schema.items()}


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The body, in parts, until it is too large: what a header says about its length may be wrong or absent."""
    _check_declared(request, most)
    async for part in _parts(request, most, 0):
        yield part


def _check_declared(request: Request, most: int) -> None:
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and len(declared) < 20 and int(declared) > most:
        raise TooLarge(f"The request has {int(declared):,} bytes; at most {most:,} are read.")


def _check_read(read: int, most: int) -> None:
    if read > most:
        raise TooLarge(f"The request has more than {most:,} bytes.")


async def _parts(request: Request, most: int, read: int) -> AsyncGenerator[bytes, None]:
    """The parts that are left. read: bytes before them."""
    more = True
    while more:
        part, more = await _part(request)
        read += len(part)
        _check_read(read, most)
        yield part


async def _part(request: Request) -> tuple[bytes, bool]:
    """The next part, and whether more comes; a sender who pauses too long is let go, so that slow ones do not fill the process."""
    try:
        message = await within(IDLE_SECONDS, _received(request))
    except TimeoutError:
        raise TooSlow(f"Nothing more of the body came for {IDLE_SECONDS:.0f} s.") from None
    if message["type"] == "http.disconnect":
        raise ClientDisconnect()
    return message.get("body", b""), message.get("more_body", False)


async def _received(request: Request) -> Message:
    return await request.receive()
