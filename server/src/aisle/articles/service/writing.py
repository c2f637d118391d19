"""Writing: an article is begun, and its draft saved. Every save is kept, and of two that collide both."""

from dataclasses import dataclass, replace
from uuid import UUID

from aisle.articles.checking import check_name, checked
from aisle.articles.errors import ArticleCategoryNotFound, ArticleVersionNotFound
from aisle.articles.merging import Merged, merge
from aisle.articles.repository import articles, categories, saves, steps
from aisle.articles.service.filing import CATEGORIES
from aisle.articles.service.reading import get_article, get_save, hold_article
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, Content, Save, StepKind
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id


@dataclass(frozen=True, slots=True)
class Collision:
    """Two people saved. theirs: the draft as it is. yours: what was sent, kept beside the draft. merged: a proposal."""

    theirs: Save
    yours: Save
    merged: Merged


async def begin(
    session: Session,
    tools: ArticleTools,
    key: str,
    language: str,
    content: Content,
    article_id: UUID | None = None,
) -> Article:
    """Begin an article with its first save. article_id: one that was promised already.

    Raises ArticleInvalid, ArticleTaken, ArticleCategoryNotFound.
    """
    check_name(key, language)
    content, article_id, now = checked(content), article_id or new_id(), tools.clock.now()
    await check_category(session, content.category_id)
    await articles.insert_article(session, article_id, key, language, now, session.scope.principal)
    await saves.add_save(session, article_id, content, 0, now)
    await steps.add_step(session, article_id, StepKind.CREATED, now)
    await record(
        session, Event("article.created", "article", article_id, after={"key": key, "language": language})
    )
    return await get_article(session, article_id)


async def save(
    session: Session, tools: ArticleTools, article_id: UUID, content: Content, based_on: int
) -> Article | Collision:
    """Save a draft. based_on: the save that its writer has read.

    Where somebody else has saved since then, the draft stays theirs, this text is kept beside it, and both come back with a
    proposal. Saving what the draft says already changes nothing. Raises ArticleNotFound, ArticleInvalid,
    ArticleVersionNotFound for a based_on that there is none of.
    """
    content = checked(content)
    await check_category(session, content.category_id)
    article, now = await hold_article(session, article_id), tools.clock.now()
    theirs = await get_save(session, article_id, article.draft_save)
    if theirs.content == content:
        return article
    if based_on == article.draft_save:
        number = await saves.add_save(session, article_id, content, based_on, now)
        await _remember(session, article_id, number)
        return await get_article(session, article_id)
    return await _keep_both(session, tools, theirs, article_id, content, based_on)


async def _keep_both(
    session: Session, tools: ArticleTools, theirs: Save, article_id: UUID, content: Content, based_on: int
) -> Collision:
    base = await saves.find_save(session, article_id, based_on)
    if base is None:
        raise ArticleVersionNotFound("There is no save of the number in based_on; read the article again.")
    number = await saves.add_save(session, article_id, content, based_on, tools.clock.now(), aside=True)
    await _remember(session, article_id, number, aside=True)
    yours = await get_save(session, article_id, number)
    return Collision(theirs, yours, merge(base.content.body, theirs.content.body, content.body))


async def check_category(session: Session, category_id: UUID | None) -> None:
    """Raise ArticleCategoryNotFound for a category that the store does not have."""
    if category_id is None:
        return
    await session.lock(CATEGORIES, shared=True)
    if await categories.find_category(session, category_id) is None:
        raise ArticleCategoryNotFound()


async def still_filed(session: Session, content: Content) -> Content:
    """Return an earlier text without its category, where the store has that no more."""
    try:
        await check_category(session, content.category_id)
    except ArticleCategoryNotFound:
        return replace(content, category_id=None)
    return content


async def _remember(session: Session, article_id: UUID, number: int, *, aside: bool = False) -> None:
    after = {"save": number, **({"aside": True} if aside else {})}
    await record(session, Event("article.saved", "article", article_id, after=after))
