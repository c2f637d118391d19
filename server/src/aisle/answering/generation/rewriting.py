"""A follow-up made whole with the turns before it: by a model where there is one and it keeps to the conversation."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable

from aisle.answering import cues
from aisle.answering.generation.closing import closed_after
from aisle.answering.generation.condensing import condense
from aisle.answering.generation.limits import Limits
from aisle.answering.generation.prompt import Marks, as_data
from aisle.answering.interpret import Interpretation, Kind, asking_sentence
from aisle.answering.types import PastTurn, Question
from aisle.answering.words import cut, keys
from aisle.assistants.types import AssistantSettings
from aisle.core.errors import AisleError
from aisle.llm.chat import ChatMessage, ChatModel, ChatRequest, Role
from aisle.prompts.present import told

FindModel = Callable[[AssistantSettings], tuple[ChatModel, str] | None]
_MOST_CHARACTERS, _MOST_TOKENS, _HISTORY_TOKENS = 300, 80, 600
_ADDRESS = re.compile(r"https?:|www\.|[<>{}\[\]|]")


class Rewriter:
    """Makes standalone questions.

    Args:
        find: The model that an assistant's settings name, with its provider's name for it; None for none.
    """

    def __init__(self, find: FindModel, limits: Limits | None = None) -> None:
        self._find = find
        self._limits = limits or Limits()

    async def rewrite(self, question: Question, by_rules: Interpretation, settings: AssistantSettings) -> str:
        """The question as it should be searched for. Never fails: rules decide where the model does not help in time.

        Args:
            question: The message in its conversation.
            by_rules: What `interpret` made of it.
            settings: Of the assistant: they name the model.
        """
        found = self._find(settings)
        if (
            found is None
            or by_rules.kind is not Kind.ASK
            or not _leans_back(question, by_rules.standalone_query)
        ):
            return by_rules.standalone_query
        try:
            async with asyncio.timeout(self._limits.rewriting_seconds):
                written = await _asked(*found, question)
        except (TimeoutError, AisleError):
            return by_rules.standalone_query
        return written if _keeps_to(written, question) else by_rules.standalone_query


def _leans_back(question: Question, standalone: str) -> bool:
    """Whether it can be understood only with the turns before it."""
    if not question.history:
        return False
    alone = asking_sentence(cut(question.text), question.language)
    return standalone != alone or bool(cues.STRONG_PRONOUN.search(question.text.lower()))


async def _asked(model: ChatModel, name: str, question: Question) -> str:
    marks = Marks(secrets.token_hex(8), secrets.token_hex(8))
    past = (
        ChatMessage(one.role, as_data(one.text, marks)) for one in condense(question.history, _HISTORY_TOKENS)
    )
    said = ChatMessage(Role.USER, as_data(cut(question.text), marks))
    request = ChatRequest(name, (ChatMessage(Role.SYSTEM, told("rewrite")), *past, said), _MOST_TOKENS, 0.0)
    written = ""
    async with closed_after(model.stream(request)) as deltas:
        async for delta in deltas:
            written += delta.text
            if len(written) > _MOST_CHARACTERS:
                break
    return written.strip().strip("\"'“”")


def _keeps_to(written: str, question: Question) -> bool:
    """Whether it is one line made of the conversation's own words: nothing can be smuggled into the search."""
    if not 0 < len(written) <= _MOST_CHARACTERS or "\n" in written or _ADDRESS.search(written):
        return False
    said = " ".join((question.text, *(_text(turn) for turn in question.history)))
    return keys(written, question.language) <= keys(said, question.language)


def _text(turn: PastTurn) -> str:
    return " ".join((turn.question, turn.answer_text, *turn.product_titles))
