"""Measures the search in conversations: by the index of words, against reading every message, as it was done before.

Messages are made up and written past every service: four to a conversation, words by a power law, every hundredth question
with an order number. Figures are of whole lists with matches, inside the process, without HTTP.
"""

import asyncio
from statistics import median
from typing import Any
from uuid import UUID

from aisle.bootstrap.resources import Resources
from aisle.conversations.inbox.listing import list_conversations
from aisle.conversations.inbox.types import InboxFilters
from aisle.core.db import Scope
from aisle.tenants.types import Store
from benchmarks.cpu import Meter
from benchmarks.figures import progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.scale import Scale
from benchmarks.sides import Answer, alternate

MESSAGES = {Scale.TOY: 400, Scale.QUICK: 10_000, Scale.FULL: 100_000}
ROUNDS = {Scale.TOY: 2, Scale.QUICK: 5, Scale.FULL: 7}
PAGE = 25

_CONVERSATIONS = """
INSERT INTO conversation (organization_id, store_id, id, disclosure, disclosure_language, created_at, last_at)
SELECT $1, $2, gen_random_uuid(), '1', 'en', now() - n * interval '1 minute', now() - n * interval '1 minute' FROM generate_series(1, $3::int / 4) n
"""
_TURNS = """
INSERT INTO turn (organization_id, store_id, id, conversation_id, client_message_id, kind, depth, visible, release_id, state, lease_until)
SELECT $1, $2, gen_random_uuid(), c.id, depth::text, 'message', depth, true, gen_random_uuid(), 'complete', now()
FROM conversation c, generate_series(0, 1) depth WHERE c.organization_id = $1 AND c.store_id = $2
"""
# Words are numbers in letters, the small ones often.
_MESSAGES = """
INSERT INTO message (organization_id, store_id, id, conversation_id, turn_id, role, content, metadata)
SELECT $1, $2, gen_random_uuid(), t.conversation_id, t.id, role,
       CASE role WHEN 'user' THEN jsonb_build_object('text', said.words) ELSE '{"abstained": false, "clarify": null, "language": "en"}' END,
       CASE role WHEN 'user' THEN '{}' ELSE jsonb_build_object('memory', jsonb_build_object('text', said.words)) END
FROM turn t, unnest(ARRAY['user', 'assistant']) role, LATERAL (
  SELECT string_agg(translate((1000 + floor(20000 * power(random(), 4)))::int::text, '0123456789', 'abcdefghij'), ' ')
         || CASE WHEN role = 'user' AND random() < 0.01 THEN ' order PT-' || (10000 + floor(random() * 90000))::int ELSE '' END AS words
  FROM generate_series(1, CASE role WHEN 'user' THEN 8 ELSE 45 END) WHERE t.id IS NOT NULL) said
WHERE t.organization_id = $1 AND t.store_id = $2
"""
_WORDS = """
INSERT INTO conversation_word (organization_id, store_id, conversation_id, word)
SELECT DISTINCT m.organization_id, m.store_id, m.conversation_id, word
FROM message m, regexp_split_to_table(lower(coalesce(m.content ->> 'text', m.metadata -> 'memory' ->> 'text')), '[^a-z0-9]+') word
WHERE m.organization_id = $1 AND m.store_id = $2 AND word <> ''
"""
_SIZE = """
SELECT pg_total_relation_size('conversation_word') AS words, pg_total_relation_size('message') AS messages,
       (SELECT count(*) FROM conversation_word WHERE organization_id = $1 AND store_id = $2) AS rows
"""
_BEFORE = """
SELECT c.id FROM conversation c WHERE c.organization_id = $1 AND c.store_id = $2 AND NOT c.preview
AND EXISTS (SELECT FROM message m WHERE m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id
            AND coalesce(m.content ->> 'text', m.metadata -> 'memory' ->> 'text', '') ILIKE ALL ($3))
ORDER BY c.last_at DESC, c.id DESC LIMIT $4
"""


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place:
        asyncio.run(_measure(place, place.meter(), scale))


async def _measure(place: Installation, meter: Meter, scale: Scale) -> None:
    async with place.parts() as parts, place.admin() as admin:
        progress(f"{MESSAGES[scale]} messages")
        store = await new_store(parts, "Store with conversations")
        await plant_messages(admin, store, MESSAGES[scale])
        await _plant_words(admin, store)
        words = await _searches(admin, store)
        for what, text in words.items():
            await _report(parts, store, meter, scale, what, text)
        await _report_size(admin, store, MESSAGES[scale])


async def plant_messages(admin: Any, store: Store, messages: int) -> None:
    """Write conversations of a store past every service, with so many messages in all."""
    await admin.execute(_CONVERSATIONS, store.organization_id, store.id, messages)
    for statement in (_TURNS, _MESSAGES):
        await admin.execute(
            "ANALYZE conversation, turn, message"
        )  # or what comes next is planned for empty tables
        await admin.execute(statement, store.organization_id, store.id)
    await admin.execute("VACUUM ANALYZE conversation, turn, message")
    progress(f"made {messages} messages")


async def _plant_words(admin: Any, store: Store) -> None:
    await admin.execute(_WORDS, store.organization_id, store.id)
    await admin.execute("VACUUM ANALYZE conversation_word")


async def _searches(admin: Any, store: Store) -> dict[str, str]:
    """Words that are there often, seldom, together and not at all; and an order number."""
    number = await admin.fetchval(
        "SELECT word FROM conversation_word WHERE organization_id = $1 AND store_id = $2 AND word ~ '^[0-9]{5}$' ORDER BY word LIMIT 1",
        store.organization_id,
        store.id,
    )
    rare = await admin.fetchval(
        "SELECT word FROM conversation_word WHERE organization_id = $1 AND store_id = $2 AND word ~ '^[a-j]+$'"
        " GROUP BY word ORDER BY count(*), word LIMIT 1",
        store.organization_id,
        store.id,
    )
    return {
        "a word of half the conversations": "baaa",
        "a rare word": rare,
        "an order number": f"PT-{number}",
        "two words": f"baaa {rare}",
        "a word that is nowhere": "zzzzzz",
    }


def _indexed(parts: Resources, scope: Scope, text: str) -> Answer:
    async def ask(_number: int) -> Any:
        async with parts.database.open_scope(scope) as session:
            return await list_conversations(session, InboxFilters(text=text), None, PAGE)

    return ask


def _read(parts: Resources, scope: Scope, text: str) -> Answer:
    patterns = [f"%{word}%" for word in text.split()]

    async def ask(_number: int) -> list[UUID]:
        async with parts.database.open_scope(scope) as session:
            return [row["id"] for row in await session.fetch(_BEFORE, *session.tenant, patterns, PAGE)]

    return ask


async def _report(parts: Resources, store: Store, meter: Meter, scale: Scale, what: str, text: str) -> None:
    scope = scope_of(store)
    sides = {"index": _indexed(parts, scope, text), "read": _read(parts, scope, text)}
    found = len(await sides["index"](0))
    told = await alternate(sides, ROUNDS[scale], meter)
    index, read = told["index"], told["read"]
    note = f"{found} on the page; p50 {index.p(50):.1f} ms against {read.p(50):.1f} ms for the ids alone"
    report(
        f"search: {what}",
        median(index.costs),
        "CPU-ms",
        spread=spread_of(index.costs),
        size=f"{MESSAGES[scale]:,} messages",
        note=note,
    )


async def _report_size(admin: Any, store: Store, messages: int) -> None:
    row = await admin.fetchrow(_SIZE, store.organization_id, store.id)
    note = f"{row['rows']:,} rows; messages without it {row['messages'] / messages:,.0f} bytes each"
    report(
        "index of words", row["words"] / messages, "bytes a message", size=f"{messages:,} messages", note=note
    )
