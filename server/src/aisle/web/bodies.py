"""Reading request bodies within limits."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from aisle.core.errors import InvalidInput, TooLarge


@asynccontextmanager
async def form_of(request: Request, max_files: int, max_bytes: int) -> AsyncIterator[FormData]:
    """Read a multipart form; files are spooled to disk. Raises InvalidInput, TooLarge."""
    _check_length(request, (max_files + 1) * max_bytes)
    try:
        async with request.form(max_files=max_files + 1, max_fields=50) as form:
            yield form
    except (MultiPartException, HTTPException) as error:
        raise InvalidInput(
            f"The form cannot be read: {getattr(error, 'message', None) or getattr(error, 'detail', error)}"
        ) from None


async def json_of(request: Request, max_bytes: int) -> Any:
    """Read a JSON body. Raises InvalidInput, TooLarge."""
    _check_length(request, max_bytes)
    raw = bytearray()
    async for part in request.stream():
        raw += part
        if len(raw) > max_bytes:
            raise TooLarge(f"The request has more than {max_bytes:,} bytes.")
    try:
        return json.loads(bytes(raw))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"The body is not JSON: {error}") from None


def _check_length(request: Request, most: int) -> None:
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most:
        raise TooLarge(f"The request has {int(declared):,} bytes; at most {most:,} are read.")
