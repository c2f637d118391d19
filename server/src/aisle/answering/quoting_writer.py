"""The writer that needs no model: it quotes, and so each of its sentences is its own evidence."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aisle.answering.answer import write
from aisle.answering.claims import Claim, Method, Verdict
from aisle.answering.types import Answer
from aisle.answering.writer import Assignment, Finished, WriterEvent
from aisle.llm.ports import Embedder


class QuotingWriter:
    """Answers in one piece, since nothing has to be waited for."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        """Quote the best passages, show products, or abstain."""
        answer = await write(
            assignment.question,
            assignment.evidence,
            assignment.store,
            self._embedder,
            interpretation=assignment.meaning,
            shown=assignment.shown,
        )
        yield Finished(answer, quoted_claims(answer))


def quoted_claims(answer: Answer) -> tuple[Claim, ...]:
    """One claim for each quotation: what it says is what its span says."""
    return tuple(
        Claim(one.quote, Verdict.SHOWN, one.quote, (one.mark,), support=1.0, method=Method.QUOTE)
        for one in answer.citations
    )
