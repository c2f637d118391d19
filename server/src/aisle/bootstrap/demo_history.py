"""The demo shop's past: real turns of made-up shoppers, quoted and not written by a model, moved back in time.

What a model would have taken is made up, and stands in the ledger under the provider `demo`.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from aisle.answering.generation.rewriting import Rewriter
from aisle.answering.generation.tokens import count_tokens
from aisle.answering.quoting_writer import QuotingWriter
from aisle.bootstrap.demo import jobs_left
from aisle.bootstrap.resources import Resources
from aisle.conversations import service
from aisle.conversations.live import LiveTurns
from aisle.conversations.repository import inbox, moving, notes
from aisle.conversations.turn import Turns
from aisle.conversations.types import Feedback, NewMessage
from aisle.core.clock import SystemClock
from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.demo.history import Talk, talks_until
from aisle.demo.jobs import MakeDemoHistory
from aisle.identity.keys import repository as keys
from aisle.identity.shoppers import repository as shoppers
from aisle.identity.types import Caller, CallerKind
from aisle.usage.batches import Batch
from aisle.usage.repository import writing

AGAIN = timedelta(seconds=3)
SHOPPERS = 60  # some come back
PROVIDER = MODEL = "demo"
PER_TOKEN_IN, PER_TOKEN_OUT = 4e-7, 1.6e-6  # US dollars
LEAST_READ = 640  # tokens of instructions and evidence
LEASE = 300.0  # seconds; no call of these is under way


class HistoryMaker:
    """Lets made-up shoppers ask. Done again, it goes on where it stopped."""

    def __init__(self, parts: Resources) -> None:
        self._parts = parts
        self._turns = Turns(
            parts.database,
            parts.searcher,
            QuotingWriter(parts.embedder),
            Rewriter(lambda settings: None),
            LiveTurns(parts.settings.chat_max_running),
            parts.secrets.key("demo history"),
            parts.settings.question_max_characters,
        )

    async def run(self, message: MakeDemoHistory, context: JobContext) -> None:
        """Make the past as soon as the shop can be asked."""
        if await jobs_left(self._parts):
            async with context.scope() as session:
                await self._parts.jobs.defer(session, message, dedup_key="history", delay=AGAIN)
            return
        async with context.scope() as session:
            key_id = await keys.get_hosted_key_id(session)
        talks = list(talks_until(SystemClock().now()))
        try:
            for number, begun, talk in talks:
                await self._hold(context, key_id, number, begun, talk)
                await context.progress("conversations", number + 1, len(talks))
        finally:
            await self._turns.close(0)

    async def _hold(
        self, context: JobContext, key_id: UUID, number: int, begun: datetime, talk: Talk
    ) -> None:
        async with context.scope() as session:
            if await moving.has_begun_at(session, f"demo-{number}-0", begun):
                return
        caller = await self._shopper(context, key_id, number)
        conversation_id, turn_id = await self._ask(caller, number, talk)
        async with context.scope() as session:
            answer = (await service.messages_of_turn(session, turn_id))[-1]
        spent = _taken(conversation_id, turn_id, begun, talk.asked[-1], answer["text"])
        await writing.keep(
            self._parts.database, caller.organization_id, Batch([], [spent | _paid_by(caller)], []), LEASE
        )
        async with context.scope() as session:
            await _judge(session, caller, conversation_id, answer, talk)
            # The last, since it says that this one is whole.
            await moving.begin_at(session, conversation_id, begun)

    async def _ask(self, caller: Caller, number: int, talk: Talk) -> tuple[UUID, UUID]:
        """Ask what a conversation asks, what is asked already not again. Returns it and its last turn."""
        conversation_id: UUID | None = None
        turn_id = UUID(int=0)
        for place, words in enumerate(talk.asked):
            said = NewMessage(words, conversation_id, f"demo-{number}-{place}", market="GB", page=talk.page)
            started, live = await self._turns.start(caller, said)
            if live is not None and live.task is not None:
                await live.task
            conversation_id, turn_id = started.conversation_id, started.id
        assert conversation_id is not None
        return conversation_id, turn_id

    async def _shopper(self, context: JobContext, key_id: UUID, number: int) -> Caller:
        """Somebody who is nobody: a session that has ended."""
        session_id = uuid5(key_id, f"shopper {number % SHOPPERS}")
        tenant = context.tenant
        async with context.scope() as session:
            await shoppers.insert_made_up_session(session, session_id, key_id)
        return Caller(
            CallerKind.SHOPPER,
            tenant.organization_id,
            tenant.store_id,
            session_id,
            session_id=session_id,
        )


async def _judge(
    session: Session, caller: Caller, conversation_id: UUID, answer: dict[str, Any], talk: Talk
) -> None:
    """Add what was thought of the last answer, and what staff did."""
    if talk.rating and answer["role"] == "assistant":
        given = Feedback(talk.rating, talk.reasons, talk.comment or None)
        await service.give_feedback(session, caller, UUID(answer["id"]), given)
    if talk.label:
        await notes.set_labels(session, conversation_id, [talk.label])
    if talk.archived:
        await inbox.set_archived(session, conversation_id, archived=True)


def _taken(conversation_id: UUID, turn_id: UUID, at: datetime, question: str, answer: str) -> dict[str, Any]:
    read, written = LEAST_READ + 12 * count_tokens(question), count_tokens(answer)
    return {
        "id": str(turn_id),
        "at": at.isoformat(),
        "conversation_id": str(conversation_id),
        "purpose": "answer",
        "duty": "answer",
        "endpoint": MODEL,
        "provider": PROVIDER,
        "model": MODEL,
        "outcome": "done",
        "error": None,
        "estimated": True,
        "tokens_in": read,
        "tokens_out": written,
        **dict.fromkeys(("cached_tokens", "stored_tokens", "reasoning_tokens"), 0),
        "cost": f"{read * PER_TOKEN_IN + written * PER_TOKEN_OUT:.8f}",
        "currency": "USD",
        "first_seconds": 0.4 + written / 900,
        "seconds": 0.9 + written / 60,
    }


def _paid_by(caller: Caller) -> dict[str, Any]:
    nobody = dict.fromkeys(("assistant_id", "key_id", "principal", "request_id"), None)
    return {"store_id": str(caller.store_id), **nobody}
