"""Asking the demo shop through the running pipeline, and holding what it says against what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from demo_questions import Case

from aisle.conversations import service as conversations
from aisle.conversations.turn import Turns
from aisle.conversations.types import NewMessage
from aisle.core.db import Database
from aisle.identity.types import Caller


@dataclass(frozen=True)
class Reply:
    """What the shopper sees."""

    text: str
    titles: tuple[str, ...]
    reasons: tuple[str, ...]
    table: tuple[str, ...]
    cited: tuple[str, ...]
    clarifies: bool
    abstains: bool
    confidence: float


@dataclass(frozen=True)
class Result:
    """A case with what came and what was wrong with it; nothing wrong is right."""

    case: Case
    reply: Reply
    faults: tuple[str, ...]


async def ask(turns: Turns, database: Database, caller: Caller, case: Case) -> list[Result]:
    """Ask a question and those that follow it in the same conversation."""
    results: list[Result] = []
    conversation: UUID | None = None
    following: Case | None = case
    while following is not None:
        started, live = await turns.start(caller, NewMessage(following.asks, conversation_id=conversation))
        conversation = started.conversation_id
        assert live is not None
        async for _ in live.follow():
            pass
        async with database.open_scope(caller.scope) as session:
            message = (await conversations.messages_of_turn(session, started.id))[-1]
        reply = _reply(message)
        results.append(Result(following, reply, tuple(_faults(following, reply))))
        following = following.then
    return results


def _reply(message: dict[str, Any]) -> Reply:
    parts = [(part["type"], part.get("data") or {}) for part in message["parts"]]
    cards = [data for kind, data in parts if kind == "data-product"]
    tables = [data for kind, data in parts if kind == "data-comparison"]
    compared = [product["title"] for table in tables for product in table["products"]]
    values = [value for table in tables for row in table["rows"] for value in row["values"]]
    contacts = [data["contact"] for kind, data in parts if kind == "data-person"]
    reached = [contact[name] or "" for contact in contacts for name in ("phone", "email")]
    return Reply(
        "\n".join((message["text"], *reached)),
        tuple([card["title"] for card in cards] + compared),
        tuple(card["reason"] for card in cards),
        tuple(f"{value['text']} {value['note'] or ''}" for value in values),
        tuple(data["title"] for kind, data in parts if kind == "data-citation"),
        any(kind == "data-clarify" for kind, _ in parts),
        bool(message["metadata"].get("abstained")),
        message["metadata"].get("confidence") or 0.0,
    )


def _faults(case: Case, reply: Reply) -> Iterator[str]:
    said = "\n".join((reply.text, *reply.reasons, *reply.table, *reply.titles)).lower()
    yield from (f"does not say {one}" for one in case.says if not _any_in(one, said))
    yield from (f"says {one}" for one in case.says_not if one.lower() in said)
    if case.first and not (reply.titles and reply.titles[0].startswith(case.first)):
        yield f"leads with {reply.titles[:1]}"
    yield from (f"does not show {one}" for one in case.cards if one not in reply.titles)
    yield from (f"shows {one}" for one in reply.titles if case.cards_not and one.startswith(case.cards_not))
    yield from (f"shows {one}" for one in reply.titles if case.only and not one.startswith(case.only))
    if case.only and not reply.titles:
        yield "shows nothing"
    if case.cites == ("",) and reply.cited:
        yield f"cites {reply.cited}"
    if case.cites and case.cites != ("",) and not set(case.cites) & set(reply.cited):
        yield f"cites {reply.cited}"
    if (outcome := _outcome(reply)) != case.outcome and case.outcome != "any":
        yield f"is {outcome}"


def _any_in(choices: str, said: str) -> bool:
    return any(choice.lower() in said for choice in choices.split("|"))


def _outcome(reply: Reply) -> str:
    if reply.clarifies:
        return "clarify"
    return "abstain" if reply.abstains else "answer"
