"""From settings to the answers that may be given again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import aisle
from aisle.answer_cache.ports import Saved, SavedCosts
from aisle.answer_cache.service import AnswerCache, Limits
from aisle.assistants.types import QUOTE, AssistantSettings
from aisle.bootstrap.chat_models import ChatModels
from aisle.conversations.kept_answers.giving import Repeats, WhoWrites
from aisle.core.clock import SystemClock
from aisle.core.db import Database, Scope
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.llm.catalogue.cost import Cost, cost
from aisle.llm.gateway.calls import Call, Purpose, present_payer
from aisle.llm.ports import Embedder
from aisle.llm.usage import Usage
from aisle.prompts.present import present_prompts
from aisle.usage.ledger import Ledger
from aisle.usage.rows import cached_of

# All that finds evidence, writes from it and checks what was written, with the words and prompts beside it.
WRITES = ("answering", "assistants", "conversations", "llm", "prompts", "retrieval", "adapters/rerankers")
SETTINGS = frozenset(
    {"judge_model", "chat_context_tokens", "chat_routes", "chat_models", "rerank", "rerank_rules", "rerank_diversity", "rerank_model"}
)  # fmt: skip


def make_repeats(
    settings: Settings,
    secrets: Secrets,
    database: Database,
    embedders: Mapping[str, Embedder],
    models: ChatModels,
    costs: SavedCosts,
) -> Repeats:
    """Return what looks answers up and keeps them in a process."""
    limits = Limits(settings.kept_answers_max, timedelta(hours=settings.kept_answers_hours))
    kept = AnswerCache(embedders, secrets.key("kept answers"), SystemClock(), limits)
    return Repeats(database, kept, who_writes(settings, models), Rules(settings, models).of_payer, costs)


def who_writes(settings: Settings, models: ChatModels) -> WhoWrites:
    """Return what names the writer under an assistant's settings, as `ChoosingWriter` chooses it."""

    def named(assistant: AssistantSettings) -> str:
        if assistant.model == QUOTE:
            return QUOTE
        chosen = models.default if assistant.model is None else models.find(assistant.model)
        return f"{assistant.model or settings.chat_model}={chosen[1]}" if chosen else QUOTE

    return named


@dataclass(frozen=True, slots=True)
class Rules:
    """What writes and checks answers, as a fingerprint: another release, setting or route never gives the old one's."""

    settings: Settings
    models: ChatModels

    async def of_payer(self) -> str:
        """Return the fingerprint of code, settings, and the present payer's own prompts and routes of models."""
        call = Call(Purpose.ANSWER, payer=present_payer())
        policy = await self.models.gateway.router.policies.of_call(call)
        routes = f"{sorted(policy.needs)} {replace(policy, needs=frozenset())}"
        set_to = self.settings.model_dump_json(include=set(SETTINGS))
        own = f"{routes} {present_prompts().label}"
        return hashlib.sha256(f"{code_of_writing()} {set_to} {own}".encode()).hexdigest()


@cache
def code_of_writing() -> str:
    """Return a fingerprint of every file that bears on an answer's words."""
    root = Path(aisle.__file__).parent
    digest = hashlib.sha256()
    for folder in WRITES:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(root)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


class LedgerCosts:
    """Writes what kept answers saved into the ledger: an event that cost nothing, with what it would have cost today.

    Where the price of a model is unknown, so is what was saved. Quoted answers cost nothing and save nothing there.
    """

    def __init__(self, ledger: Ledger, models: ChatModels) -> None:
        self._ledger, self._models, self._clock = ledger, models, SystemClock()

    async def saved(self, scope: Scope, saved: Saved) -> None:
        """See the port."""
        if not saved.usage:
            return
        now = self._clock.now()
        event = cached_of(present_payer(), Purpose.ANSWER, saved.writer, now, self._cost(saved.usage, now))
        await self._ledger.close(scope.organization_id, event)

    def _cost(self, spent: Sequence[Usage], now: datetime) -> Cost | None:
        cards = {one.called: one.card for one in self._models.gateway.endpoints.values()}
        found = [cost(one, cards[one.model], now) if one.model in cards else None for one in spent]
        costs = [one for one in found if one is not None]
        if len(costs) < len(found) or len({one.currency for one in costs}) != 1:
            return None
        return Cost(sum((one.amount for one in costs), Decimal(0)), costs[0].currency)
