"""Reading articles: lists, drafts, versions, history, references to products."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.answering.inserts import inserts_in
from aisle.articles.errors import ArticleNotFound, ArticleVersionNotFound
from aisle.articles.repository import articles, saves, steps, versions
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, Content, Counts, Reference, Save, Step, Version, Wanted
from aisle.catalog import service as catalog
from aisle.core.db import Session

EMPTY = Content("", "")


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """Articles with references that cannot be filled in. following: where the next page begins; None on the last."""

    broken: tuple[tuple[Article, tuple[Reference, ...]], ...]
    following: UUID | None


async def get_article(session: Session, article_id: UUID) -> Article:
    """Return an article. Raises ArticleNotFound."""
    found = await articles.find_article(session, article_id)
    if found is None:
        raise ArticleNotFound()
    return found


async def hold_article(session: Session, article_id: UUID) -> Article:
    """Return an article that nobody else changes until the transaction ends. Raises ArticleNotFound."""
    if not await articles.hold(session, article_id):
        raise ArticleNotFound()
    return await get_article(session, article_id)


async def find_named(session: Session, key: str, language: str) -> Article | None:
    """Return the article of a key in a language, or None."""
    return await articles.find_named(session, key, language)


async def list_articles(
    session: Session, tools: ArticleTools, wanted: Wanted, after: UUID | None = None, most: int = 50
) -> list[Article]:
    """Return articles in the order in which they were made."""
    return await articles.list_articles(session, wanted, tools.clock.now(), after, most)


async def count_articles(session: Session, tools: ArticleTools) -> Counts:
    """Return how many articles a list would show, by state."""
    now = tools.clock.now()
    return await articles.count_articles(session, now, now.date())


async def articles_of(session: Session, document_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the articles that documents were published from, by document."""
    return await articles.ids_by_document(session, document_ids) if document_ids else {}


async def get_save(session: Session, article_id: UUID, number: int) -> Save:
    """Return a save. Raises ArticleVersionNotFound."""
    found = await saves.find_save(session, article_id, number)
    if found is None:
        raise ArticleVersionNotFound()
    return found


async def get_version(session: Session, article_id: UUID, number: int) -> Version:
    """Return a version. Raises ArticleVersionNotFound."""
    found = await versions.find_version(session, article_id, number)
    if found is None:
        raise ArticleVersionNotFound()
    return found


async def get_shown(session: Session, article_id: UUID, number: int) -> tuple[Version, Save]:
    """Return a version with what it says. Raises ArticleVersionNotFound."""
    version = await get_version(session, article_id, number)
    return version, await get_save(session, article_id, version.save_number)


async def list_saves(session: Session, article_id: UUID, below: int | None, most: int) -> list[Save]:
    """Return saves, the newest first. Raises ArticleNotFound."""
    await get_article(session, article_id)
    return await saves.list_saves(session, article_id, below, most)


async def list_versions(session: Session, article_id: UUID, below: int | None, most: int) -> list[Version]:
    """Return versions, the newest first. Raises ArticleNotFound."""
    await get_article(session, article_id)
    return await versions.list_versions(session, article_id, below, most)


async def list_steps(session: Session, article_id: UUID, below: int | None, most: int) -> list[Step]:
    """Return what was done, the newest first. Raises ArticleNotFound."""
    await get_article(session, article_id)
    return await steps.list_steps(session, article_id, below, most)


async def references_of(session: Session, body: str) -> tuple[Reference, ...]:
    """Return a text's inserts with the products that they name now."""
    found = inserts_in(body)
    products = await catalog.ids_by_name(session, list({one.handle for one in found}))
    return tuple(Reference(one, products.get(one.handle)) for one in found)


async def broken_references(session: Session, after: UUID | None = None, most: int = 50) -> BrokenPage:
    """Look at some articles with inserts, and return those whose draft or answering text names products that are gone."""
    broken = []
    looked_at = await articles.with_inserts(session, after, most)
    for article in looked_at:
        references = await references_of(session, await _texts(session, article))
        faults = {one.insert.text: one for one in references if one.fault}
        if faults:
            broken.append((article, tuple(faults.values())))
    return BrokenPage(tuple(broken), looked_at[-1].id if len(looked_at) == most else None)


async def _texts(session: Session, article: Article) -> str:
    numbers = dict.fromkeys(n for n in (article.draft_save, article.live_save) if n)
    return "\n".join([(await get_save(session, article.id, number)).content.body for number in numbers])


async def get_named_text(session: Session, article: Article, name: str) -> Content:
    """Return a text of an article by name: draft, live, a version's number, or save- and a save's number.

    An article that was never live has an empty text there. Raises ArticleVersionNotFound.
    """
    kind, _, number = name.rpartition("-")
    if name == "draft":
        return (await get_save(session, article.id, article.draft_save)).content
    if name == "live":
        return (
            (await get_save(session, article.id, article.live_save)).content if article.live_save else EMPTY
        )
    if kind not in ("", "save") or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise ArticleVersionNotFound()
    if kind == "save":
        return (await get_save(session, article.id, int(number))).content
    return (await get_shown(session, article.id, int(number)))[1].content
