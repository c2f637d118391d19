"""How much the passages of each source count, as the assistant's settings say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from aisle.conversations.writing import Task
from aisle.core.db import Database, Scope
from aisle.knowledge.service import viewing
from aisle.retrieval.types import PassageHit


async def weighed(database: Database, scope: Scope, task: Task) -> Task:
    """Return a task whose passages are weighed by their sources; those of a source that counts nothing are left out."""
    assignment = task.assignment
    weights, evidence = dict(assignment.settings.source_weights), assignment.evidence
    if not weights or evidence is None or not evidence.passages:
        return task
    async with database.open_scope(scope) as session:
        sources = await viewing.sources_of(session, [one.document_id for one in evidence.passages])
    found = replace(evidence, passages=by_weight(evidence.passages, sources, weights))
    return Task(replace(assignment, evidence=found))


def by_weight(
    passages: Sequence[PassageHit], sources: Mapping[UUID, UUID], weights: Mapping[str, float]
) -> tuple[PassageHit, ...]:
    """Return passages by their scores times their sources' weights, best first; equal ones stay in their order."""
    pairs = [(one, weights.get(str(sources.get(one.document_id)), 1.0)) for one in passages]
    if all(weight == 1.0 for _, weight in pairs):
        return tuple(passages)
    counted = [replace(one, score=min(1.0, one.score * weight)) for one, weight in pairs if weight]
    return tuple(sorted(counted, key=lambda one: -one.score))
