"""A second model that reads a sentence beside its evidence and says whether the one follows from the other."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aisle.answering.generation.closing import closed_after
from aisle.answering.generation.limits import Limits
from aisle.answering.generation.tokens import cut_to
from aisle.core.errors import AisleError
from aisle.llm.chat import ChatMessage, ChatModel, ChatRequest, Role, Usage
from aisle.prompts.present import told

ENOUGH_FOR_JUDGE = 0.5
_MOST_CHARACTERS = 400
_EVIDENCE_TOKENS = 1_500


@dataclass(slots=True)
class Judge:
    """Asks a model about one sentence at a time.

    Attributes:
        model: The judge, `name` as its provider calls it.
        usage: Of every call so far.
        marks: Gives the random words that keep data apart.
    """

    model: ChatModel
    name: str
    limits: Limits
    usage: list[Usage] = field(default_factory=list)
    marks: Callable[[], str] = lambda: secrets.token_hex(8)

    async def support(self, sentence: str, evidence: Sequence[str]) -> float | None:
        """0 to 1, or None where the judge does not answer in time or answers something else: then rules decide."""
        try:
            async with asyncio.timeout(self.limits.judge_seconds):
                return _read(await self._asked(sentence, evidence))
        except (TimeoutError, AisleError):
            return None

    async def _asked(self, sentence: str, evidence: Sequence[str]) -> str:
        mark = self.marks()
        source = cut_to("\n".join(evidence), _EVIDENCE_TOKENS)
        data = f"{mark} source\n{source}\n{mark} statement\n{sentence}\n{mark} end"
        messages = (ChatMessage(Role.SYSTEM, told("judge", mark=mark)), ChatMessage(Role.USER, data))
        written, counted = "", None
        request = ChatRequest(self.name, messages, 20, 0.0, as_json=True)
        async with closed_after(self.model.stream(request)) as deltas:
            async for delta in deltas:
                written += delta.text
                counted = delta.usage or counted
                if len(written) > _MOST_CHARACTERS:
                    break
        if counted:
            self.usage.append(counted)
        return written


def _read(written: str) -> float | None:
    found = re.search(r"\{[^{}]*\}", written)
    try:
        value = json.loads(found.group())["support"] if found else None
    except (ValueError, KeyError, TypeError):
        return None
    return float(value) if isinstance(value, (int, float)) and 0 <= value <= 1 else None
