"""A message sent over a connection whose answer is read by hand."""

import asyncio
import json
from uuid import uuid4

from aisle.core.db import Scope
from aisle.identity.keys.service import create_key
from benchmarks.chat import EVENTS, QUESTIONS
from benchmarks.installation import Installation

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def caller_of(place: Installation) -> str:
    """Return a key of the demo shop, as its own server has one: a single shopper may have a few answers at once."""
    async with place.admin() as admin:
        row = await admin.fetchrow(
            "SELECT organization_id, store_id FROM api_key WHERE store_id IS NOT NULL LIMIT 1"
        )
    scope = Scope(row["organization_id"], row["store_id"], "benchmark")
    async with place.parts() as parts, parts.database.open_scope(scope) as session:
        return (await create_key(session, kind="secret", store_id=row["store_id"], name="benchmark")).token


async def begin(port: int, token: str, question: str = QUESTIONS[1]) -> Connection:
    """Ask for a streamed answer in a new conversation."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = json.dumps({"message": question, "client_message_id": str(uuid4())}).encode()
    head = f"Host: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n{EVENTS}"
    writer.write(f"POST /api/v1/chat HTTP/1.1\r\n{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
    return reader, writer
