"""Carrying out what was shown, all of it or nothing, and taking all of it back."""

from collections.abc import Callable, Sequence
from uuid import UUID

from aisle.articles.bulk.planning import MOST_CHANGES, get_batch
from aisle.articles.bulk.types import Batch, BatchState, Change, ThenDo
from aisle.articles.errors import ArticleBatchNotFound, ArticleBatchStale, ArticleStateConflict
from aisle.articles.repository import articles, batches, saves
from aisle.articles.service import publishing, reviewing, writing
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session

NAMED = 10  # of what has changed meanwhile


async def apply(session: Session, tools: ArticleTools, batch_id: UUID) -> Batch:
    """Do what was shown. Raises ArticleBatchNotFound, ArticleStateConflict, and ArticleBatchStale where drafts are others by now."""
    batch, changes = await _held(session, batch_id, BatchState.SHOWN)
    await _check_still(session, changes, lambda one: 0 if one.is_new else one.save_before)
    for change in changes:
        await _apply_one(session, tools, batch, change)
    return await _ended(session, tools, batch, BatchState.DONE)


async def undo(session: Session, tools: ArticleTools, batch_id: UUID) -> Batch:
    """Take back what was done: drafts say again what they said, and what answered before answers again.

    Raises ArticleBatchNotFound, ArticleStateConflict, and ArticleBatchStale where somebody has saved since.
    """
    batch, changes = await _held(session, batch_id, BatchState.DONE)
    await _check_still(session, changes, lambda one: one.save_after or 0)
    for change in reversed(changes):
        await _undo_one(session, tools, batch, change)
    return await _ended(session, tools, batch, BatchState.UNDONE)


async def _held(session: Session, batch_id: UUID, state: BatchState) -> tuple[Batch, list[Change]]:
    batch = await batches.hold_batch(session, batch_id)
    if batch is None:
        raise ArticleBatchNotFound()
    if batch.state is not state:
        raise ArticleStateConflict(f"This change of many articles is {batch.state}.")
    return batch, await batches.list_changes(session, batch_id, 0, MOST_CHANGES)


async def _check_still(
    session: Session, changes: Sequence[Change], expected: Callable[[Change], int]
) -> None:
    stale = []
    # In one order, so that two batches never wait for each other.
    for change in sorted(changes, key=lambda one: one.article_id):
        await articles.hold(session, change.article_id)
        found = await articles.find_named(session, change.key, change.language)
        if (found.draft_save if found else 0) != expected(change):
            stale.append(f"{change.key}.{change.language}")
    if stale:
        raise ArticleBatchStale(f"Show it anew: {', '.join(stale[:NAMED])}.", keys=stale[:NAMED])


async def _apply_one(session: Session, tools: ArticleTools, batch: Batch, change: Change) -> None:
    if change.is_new:
        article = await writing.begin(
            session, tools, change.key, change.language, change.after, change.article_id
        )
    else:
        saved = await writing.save(session, tools, change.article_id, change.after, change.save_before)
        assert isinstance(saved, Article)  # it is held, and was looked at
        article = saved
    await batches.set_done(session, batch.id, article.id, article.draft_save, article.live_version)
    if batch.then_do is ThenDo.ARCHIVE:
        await publishing.archive(session, tools, article.id)
    elif batch.then_do is not ThenDo.DRAFT:
        version = await reviewing.submit(session, tools, article.id)
        if batch.then_do is ThenDo.PUBLISH:
            await reviewing.approve(session, tools, article.id, version.number)


async def _undo_one(session: Session, tools: ArticleTools, batch: Batch, change: Change) -> None:
    if change.is_new or change.before is None:
        await publishing.delete(session, tools, change.article_id)
        return
    if change.before != change.after:
        before = await writing.still_filed(session, change.before)
        await saves.add_save(session, change.article_id, before, change.save_after or 0, tools.clock.now())
    if batch.then_do is ThenDo.SUBMIT:
        await reviewing.take_back_waiting(session, tools, change.article_id)
    elif batch.then_do.needs_approval and change.live_before is not None:
        await publishing.roll_back(session, tools, change.article_id, change.live_before)
    elif batch.then_do is ThenDo.PUBLISH:
        await publishing.archive(session, tools, change.article_id)
    elif batch.then_do is ThenDo.ARCHIVE:
        await articles.set_archived(session, change.article_id, None)


async def _ended(session: Session, tools: ArticleTools, batch: Batch, state: BatchState) -> Batch:
    await batches.set_state(session, batch.id, state, tools.clock.now())
    after = {"articles": batch.changes, "then": str(batch.then_do)}
    await record(session, Event(f"article_batch.{state}", "article_batch", batch.id, after=after))
    return await get_batch(session, batch.id)
