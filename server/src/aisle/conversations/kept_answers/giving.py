"""Giving a kept answer in place of writing one, and keeping those that may be given again."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import structlog

from aisle.answer_cache.counting import Tally
from aisle.answer_cache.ports import Saved, SavedCosts
from aisle.answer_cache.service import AnswerCache
from aisle.answer_cache.types import Asked, Found, Hit, Partition, Standing, Worth
from aisle.answering.interpret import Interpretation
from aisle.answering.same_question import guard_words
from aisle.answering.types import Question
from aisle.answering.writer import Assignment, Finished
from aisle.assistants.types import AssistantSettings
from aisle.assistants.types import KeptAnswers as Setting
from aisle.catalog import service as catalog
from aisle.catalog.types import Product
from aisle.conversations.kept_answers.asking import question_of
from aisle.conversations.kept_answers.content import answer_of, content_of, finished_of, spent_on
from aisle.conversations.kept_answers.judging import rests_of, unfit
from aisle.conversations.types import StartedTurn
from aisle.conversations.writing import Task, facts_of, language_of
from aisle.core.db import Database, Scope
from aisle.core.errors import AisleError
from aisle.core.telemetry import tracer
from aisle.llm.ports import Vectors

AUDIENCE = "anonymous"
log = structlog.get_logger()
WhoWrites = Callable[[AssistantSettings], str]


@dataclass(frozen=True, slots=True)
class Again:
    """A kept answer as this turn gives it. products: those that it shows, as they are now."""

    hit: Hit
    seconds: int
    task: Task
    finished: Finished

    def started(self, started: StartedTurn) -> StartedTurn:
        """Return the turn with what is told of where its answer comes from."""
        told = {
            "how": self.hit.how.value,
            "seconds": self.seconds,
            "similarity": round(self.hit.similarity, 4),
        }
        return replace(started, cached=told)

    def given(self) -> tuple[Task, Finished]:
        """Return what the turn stores."""
        return self.task, self.finished


@dataclass(frozen=True, slots=True)
class Looked:
    """What a turn asked of the kept answers, and what there was."""

    asked: Asked
    standing: Standing | None
    again: Again | None = None
    vector: Vectors | None = None


class Repeats:
    """Looks kept answers up for turns, and keeps answers once they have been given.

    Args:
        cache: Where answers are kept.
        writes: Who writes under an assistant's settings: `quote`, or a model with what its provider calls it.
        rules: Gives the fingerprint of all that writes and checks answers for the present payer, who may have own routes.
        costs: Is told what was saved.
    """

    def __init__(
        self,
        database: Database,
        cache: AnswerCache,
        writes: WhoWrites,
        rules: Callable[[], Awaitable[str]],
        costs: SavedCosts,
    ) -> None:
        self._database, self._cache, self._writes, self._rules = database, cache, writes, rules
        self._costs, self._tally = costs, Tally(database, cache.clock)
        self._tasks: set[asyncio.Task[None]] = set()

    async def look_up(self, scope: Scope, started: StartedTurn, meaning: Interpretation) -> Looked | None:
        """Return what is kept for a turn; None where the turn has to be answered anew and is not to be kept.

        Never fails: a look-up that goes wrong is one that finds nothing.
        """
        question = question_of(started, meaning)
        if question is None:
            return None
        try:
            asked = Asked(question, await self._partition(started), _words(question, started))
            with tracer().start_as_current_span("kept answer") as span:
                looked = await self._look_up(scope, started, meaning, asked)
                span.set_attribute("aisle.kept_answer", looked.again.hit.how if looked.again else "none")
        except AisleError as error:
            log.warning("kept_answers.not_read", error=error.code)
            return None
        self._tally.note(scope, looked.again.hit.how if looked.again else "missed")
        if looked.again is not None:
            self._later(self._tell(scope, looked.again))
        return looked

    def keep_later(
        self,
        scope: Scope,
        looked: Looked,
        started: StartedTurn,
        assignment: Assignment,
        finished: Finished,
    ) -> None:
        """Keep an answer beside the turn, if it may be kept."""
        evidence = assignment.evidence
        reason = unfit(looked.asked.question, assignment, finished, self._writes(assignment.settings))
        standing = looked.standing
        if reason is not None or evidence is None or standing is None:
            log.debug("kept_answers.not_kept", turn_id=str(started.id), reason=reason and reason.name)
            return
        if evidence.index_version_id != standing.index_version_id:
            return  # another version went live while the answer was written
        worth = Worth(content_of(finished), rests_of(finished.answer, evidence))
        self._later(self._keep(scope, looked, standing, worth))

    async def settle(self) -> None:
        """Wait for what is being kept, and write the counts."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._tally.flush()

    async def close(self) -> None:
        """Write what waits, at the end of the process."""
        await self.settle()
        await self._tally.close()

    async def _look_up(
        self, scope: Scope, started: StartedTurn, meaning: Interpretation, asked: Asked
    ) -> Looked:
        async with self._database.open_scope(scope, one_view=True, keep_plans=True) as session:
            found = await self._cache.find_exact(session, asked)
            if found.hit is not None:
                products = await catalog.get_products(session, _shown(found.hit)) if _shown(found.hit) else {}
                return self._given(asked, found, started, meaning, found.hit, products)
        standing = found.standing
        if not found.alike or standing is None:
            return Looked(asked, standing)
        vector = await self._cache.embed(standing, asked.question)
        if vector is None:
            return Looked(asked, standing)
        async with self._database.open_scope(scope, one_view=True, keep_plans=True) as session:
            hit = await self._cache.find_alike(session, asked, vector)
            if hit is None:
                return Looked(asked, standing, vector=vector)
            products = await catalog.get_products(session, _shown(hit)) if _shown(hit) else {}
            return self._given(asked, found, started, meaning, hit, products)

    def _given(
        self,
        asked: Asked,
        found: Found,
        started: StartedTurn,
        meaning: Interpretation,
        hit: Hit,
        products: Mapping[UUID, Product],
    ) -> Looked:
        assignment = Assignment(
            Question(started.text, started.history, language_of(started)),
            meaning,
            None,
            facts_of(started.store),
            started.release.settings,
            products=products,
        )
        seconds = max(0, int((self._cache.clock.now() - hit.kept_at).total_seconds()))
        again = Again(hit, seconds, Task(assignment), finished_of(hit.content, products))
        return Looked(asked, found.standing, again)

    async def _keep(self, scope: Scope, looked: Looked, standing: Standing, worth: Worth) -> None:
        vector = looked.vector
        if looked.asked.words and vector is None:
            vector = await self._cache.embed(standing, looked.asked.question)
        async with self._database.open_scope(scope, keep_plans=True) as session:
            kept = await self._cache.keep(session, looked.asked, standing, worth, vector)
        if kept:
            self._tally.note(scope, "kept")

    async def _tell(self, scope: Scope, again: Again) -> None:
        saved = Saved(again.finished.answer.writer, spent_on(again.hit.content))
        await self._costs.saved(scope, saved)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _partition(self, started: StartedTurn) -> Partition:
        release = started.release
        told = started.store.model_dump(mode="json", include={"name", "currency", "language", "settings"})
        about = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        return Partition(
            f"{AUDIENCE} in {started.market}" if started.market else AUDIENCE,
            release.id,
            language_of(started),
            self._writes(release.settings),
            await self._rules(),
            about,
        )


def _words(question: str, started: StartedTurn) -> tuple[str, ...]:
    """What must agree between two questions; nothing does where only an equal one is to be answered."""
    if started.release.settings.kept_answers is not Setting.SEMANTIC:
        return ()
    return guard_words(question, language_of(started))


def _shown(hit: Hit) -> list[UUID]:
    answer = answer_of(hit.content)
    named = {one.product_id for one in answer.segments if hasattr(one, "product_id")}
    return sorted(named | set(answer.product_ids))


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except AisleError as error:
        log.warning("kept_answers.not_written", error=error.code)
    except Exception:  # what is done beside turns must not end one
        log.exception("kept_answers.failed")
