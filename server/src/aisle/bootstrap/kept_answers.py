"""From settings to the answers that may be given again."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path

import aisle
from aisle.answer_cache.ports import SavedCosts
from aisle.answer_cache.service import AnswerCache, Limits
from aisle.assistants.types import QUOTE, AssistantSettings
from aisle.bootstrap.chat_models import ChatModels
from aisle.conversations.kept_answers.giving import Repeats, WhoWrites
from aisle.core.clock import SystemClock
from aisle.core.db import Database
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.llm.ports import Embedder

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
    return Repeats(database, kept, who_writes(settings, models), lambda: rules_of(settings), costs)


def who_writes(settings: Settings, models: ChatModels) -> WhoWrites:
    """Return what names the writer under an assistant's settings, as `ChoosingWriter` chooses it."""

    def named(assistant: AssistantSettings) -> str:
        if assistant.model == QUOTE:
            return QUOTE
        chosen = models.default if assistant.model is None else models.find(assistant.model)
        return f"{assistant.model or settings.chat_model}={chosen[1]}" if chosen else QUOTE

    return named


def rules_of(settings: Settings) -> str:
    """Return a fingerprint of what writes and checks answers: another release or setting never gives the old one's."""
    set_to = settings.model_dump_json(include=set(SETTINGS))
    return hashlib.sha256(f"{code_of_writing()} {set_to}".encode()).hexdigest()


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


class UncountedCosts:
    """Writes no saved costs down."""

    async def saved(self, scope: object, saved: object) -> None:
        """See the port."""
