"""A message sent over a connection whose answer is read by hand."""

import asyncio
import json
from uuid import uuid4

from benchmarks.chat import EVENTS, QUESTIONS, shopper_token
from benchmarks.installation import Installation

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def shopper_of(place: Installation) -> str:
    """Start a session of a shopper of the demo shop, and return its token."""
    async with place.admin() as admin:
        return await shopper_token(
            place.settings.port, await admin.fetchval("SELECT public_token FROM api_key LIMIT 1")
        )


async def begin(port: int, token: str, question: str = QUESTIONS[1]) -> Connection:
    """Ask for a streamed answer in a new conversation."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = json.dumps({"message": question, "client_message_id": str(uuid4())}).encode()
    head = f"Host: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n{EVENTS}"
    writer.write(f"POST /api/v1/chat HTTP/1.1\r\n{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
    return reader, writer
