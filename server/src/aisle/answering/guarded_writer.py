"""Stands before every writer: refuses what a shop refuses, and hands on only the evidence that it lets answers rest on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from aisle.answering.generation.closing import closed_after
from aisle.answering.guardrails import refusal, refused_topic, within
from aisle.answering.writer import Assignment, Finished, Writer, WriterEvent


class GuardedWriter:
    """Writes by another writer, within an assistant's guardrails."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        """Write; see `Writer`. What is refused comes to no model."""
        if is_refused(assignment):
            yield Finished(refusal(assignment.question, assignment.settings))
            return
        allowed = replace(assignment, evidence=within(assignment.evidence, assignment.settings))
        async with closed_after(self._writer.write(allowed)) as events:
            async for event in events:
                yield event


def is_refused(assignment: Assignment) -> bool:
    """Whether the message, or what it means after those before it, is about a refused topic."""
    settings, question = assignment.settings, assignment.question
    languages = (question.language, assignment.store.language)
    texts = (question.text, assignment.meaning.standalone_query)
    return any(refused_topic(text, languages, settings.refuses) for text in texts)
