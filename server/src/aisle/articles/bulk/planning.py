"""Showing what a change of many articles would do; nothing is changed yet."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from aisle.articles.bulk.editing import edited
from aisle.articles.bulk.types import Batch, Change, Edit, Meant, ThenDo, Uploaded
from aisle.articles.checking import check_name, checked
from aisle.articles.errors import ArticleBatchNotFound, ArticleCategoryNotFound, ArticleInvalid
from aisle.articles.repository import batches, categories
from aisle.articles.service import reading, writing
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, Content
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id

MOST_CHANGES = 1_000


async def plan_edit(
    session: Session, tools: ArticleTools, meant: Meant, edit: Edit, then_do: ThenDo
) -> Batch:
    """Show what an edit does to the drafts of the articles that are meant; those that it leaves as they are are left out.

    Raises ArticleNotFound, ArticleInvalid, ArticleCategoryNotFound.
    """
    await writing.check_category(session, edit.category_id)
    changes = []
    for article in await _meant(session, tools, meant):
        before = (await reading.get_save(session, article.id, article.draft_save)).content
        after = checked(edited(before, edit))
        if after != before or then_do is not ThenDo.DRAFT:
            changes.append(_change(article, before, after))
    return await _keep(session, tools, "edit", then_do, changes)


async def plan_upload(
    session: Session, tools: ArticleTools, uploaded: Sequence[Uploaded], then_do: ThenDo
) -> Batch:
    """Show which articles files begin, and which drafts they change: those of the same key and language.

    Raises ArticleInvalid, ArticleCategoryNotFound.
    """
    paths = {one.path: one.id for one in await categories.list_categories(session)}
    found: dict[tuple[str, str], Change] = {}
    for one in uploaded:
        check_name(one.key, one.language)
        if (one.key, one.language) in found:
            raise ArticleInvalid(f"“{one.key}” in “{one.language}” is there twice.")
        change = await _of_upload(session, one, checked(_filed(one, paths)))
        if change is not None:
            found[one.key, one.language] = change
    return await _keep(session, tools, "upload", then_do, [*found.values()])


async def get_batch(session: Session, batch_id: UUID) -> Batch:
    """Return a batch. Raises ArticleBatchNotFound."""
    found = await batches.find_batch(session, batch_id)
    if found is None:
        raise ArticleBatchNotFound()
    return found


async def list_batches(session: Session, before: UUID | None, most: int) -> list[Batch]:
    """Return batches, the newest first."""
    return await batches.list_batches(session, before, most)


async def list_changes(session: Session, batch_id: UUID, after: int, most: int) -> list[Change]:
    """Return a batch's changes in their order. Raises ArticleBatchNotFound."""
    await get_batch(session, batch_id)
    return await batches.list_changes(session, batch_id, after, most)


async def _meant(session: Session, tools: ArticleTools, meant: Meant) -> list[Article]:
    if meant.wanted is None:
        return [await reading.get_article(session, article_id) for article_id in dict.fromkeys(meant.ids)]
    return await reading.list_articles(session, tools, meant.wanted, None, MOST_CHANGES + 1)


async def _of_upload(session: Session, one: Uploaded, content: Content) -> Change | None:
    known = await reading.find_named(session, one.key, one.language)
    if known is None:
        return Change(new_id(), True, one.key, one.language, 0, None, content)
    before = (await reading.get_save(session, known.id, known.draft_save)).content
    # What the file does not say stays as it is.
    after = replace(
        before,
        title=content.title,
        body=content.body,
        tags=content.tags or before.tags,
        category_id=content.category_id or before.category_id,
    )
    return None if after == before else _change(known, before, after)


def _filed(one: Uploaded, paths: dict[str, UUID]) -> Content:
    if one.category is None:
        return one.content
    if one.category not in paths:
        detail = f"There is no category “{one.category}”; add it first."
        raise ArticleCategoryNotFound(detail, fields={"category": detail})
    return replace(one.content, category_id=paths[one.category])


def _change(article: Article, before: Content, after: Content) -> Change:
    return Change(article.id, False, article.key, article.language, article.draft_save, before, after)


async def _keep(
    session: Session, tools: ArticleTools, kind: str, then_do: ThenDo, changes: Sequence[Change]
) -> Batch:
    if not changes:
        raise ArticleInvalid("Nothing would change.")
    if len(changes) > MOST_CHANGES:
        raise ArticleInvalid(f"At most {MOST_CHANGES:,} articles are changed at once.")
    batch_id = new_id()
    await batches.insert_batch(session, batch_id, kind, then_do, tools.clock.now(), changes)
    after = {"kind": kind, "articles": len(changes), "then": str(then_do)}
    await record(session, Event("article_batch.shown", "article_batch", batch_id, after=after))
    return await get_batch(session, batch_id)
