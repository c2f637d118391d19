"""What a turn costs from the first to the last message of one conversation."""

from itertools import cycle
from typing import Any
from uuid import uuid4

from benchmarks.chat import EVENTS, QUESTIONS, shopper_token
from benchmarks.client import Client
from benchmarks.cpu import Meter
from benchmarks.figures import report
from benchmarks.installation import Installation

WINDOWS = 5  # in which the turns are compared


async def measure_length(place: Installation, meter: Meter, turns: int) -> None:
    """Ask in one conversation, and report the processor time and statements of its first and of its last turns."""
    port = place.settings.port
    async with place.admin() as admin:
        token = await shopper_token(port, await admin.fetchval("SELECT public_token FROM api_key LIMIT 1"))
        await admin.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public")
        async with Client(port, token) as client:
            await _ask(client, cycle(QUESTIONS), "", len(QUESTIONS))  # warms
            questions, conversation, seen = cycle(QUESTIONS), "", []
            for _ in range(WINDOWS):
                await admin.execute("SELECT pg_stat_statements_reset()")
                before = meter.read()
                conversation = await _ask(client, questions, conversation, turns // WINDOWS)
                each = turns // WINDOWS
                seen.append(((meter.read() - before) / each * 1e3, await _statements(admin) / each))
    (first, few), (last, many) = seen[0], seen[-1]
    size = f"{turns} messages in one conversation; the first and last {turns // WINDOWS}"
    note = "goal: flat; by parts " + ", ".join(f"{cost:.1f}" for cost, _ in seen)
    report(
        "a turn at the end of a long conversation",
        last,
        "CPU-ms",
        peer=f"at its beginning: {first:.1f}",
        ratio=last / first,
        size=size,
        note=note,
    )
    report(
        "statements of a turn at the end of a long conversation",
        many,
        "statements",
        peer=f"at its beginning: {few:.1f}",
        ratio=many / few,
        size=size,
    )


async def _ask(client: Client, questions: Any, conversation: str, turns: int) -> str:
    """Ask one question after the other; returns the conversation."""
    for _ in range(turns):
        body = {"message": next(questions), "client_message_id": str(uuid4())}
        body |= {"conversation_id": conversation} if conversation else {}
        reply = await client.post("/api/v1/chat", body, EVENTS)
        if reply.status != 200 or b'"type":"finish"' not in reply.body:
            raise RuntimeError(f"HTTP {reply.status}: {reply.body[-300:]!r}")
        conversation = reply.body.split(b'"conversationId":"')[1].split(b'"')[0].decode()
    return conversation


async def _statements(admin: Any) -> float:
    calls = await admin.fetchval(
        "SELECT sum(calls) FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid"
        " WHERE rolname LIKE '%\\_app' AND toplevel"
    )
    return float(calls)
