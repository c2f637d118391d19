"""The turns before, made short: the last ones nearly whole, older ones as what was asked and shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.generation.amounts import without_money
from aisle.answering.generation.tokens import count_tokens, cut_to
from aisle.answering.types import PastTurn
from aisle.llm.chat import ChatMessage, Role

_WHOLE = 2
_QUESTION, _ANSWER, _OLDER = 120, 220, 40
_TURNS = 8
_REFERENCES = re.compile(r"\s?\[\d{1,3}\]|\{fact:x\d{1,4}\}")


def condense(history: Sequence[PastTurn], budget: int) -> tuple[ChatMessage, ...]:
    """Messages for at most so many tokens, oldest first; the newest turns are kept before older ones."""
    turns = list(history)[-_TURNS:]
    recent, older = turns[-_WHOLE:], turns[:-_WHOLE]
    kept: list[ChatMessage] = []
    for turn in reversed(recent):
        pair = _whole(turn)
        cost = sum(count_tokens(one.text) for one in pair)
        if cost > budget:
            break
        budget -= cost
        kept = [*pair, *kept]
    line = cut_to(_line(older), max(0, budget)) if older and len(kept) == 2 * len(recent) else ""
    return (ChatMessage(Role.USER, line), *kept) if line else tuple(kept)


def _whole(turn: PastTurn) -> tuple[ChatMessage, ChatMessage]:
    """Amounts of then are not those of now, and marks of another answer mean nothing in this one."""
    answer = without_money(_REFERENCES.sub("", turn.answer_text))
    shown = f" (shown: {', '.join(turn.product_titles)})" if turn.product_titles else ""
    said = cut_to(f"{answer}{shown}".strip() or "(no answer)", _ANSWER)
    return ChatMessage(Role.USER, cut_to(turn.question, _QUESTION)), ChatMessage(Role.ASSISTANT, said)


def _line(older: Sequence[PastTurn]) -> str:
    asked = (cut_to(" ".join(turn.question.split()), _OLDER) for turn in older)
    return f"Asked earlier in this chat: {' | '.join(asked)}"
