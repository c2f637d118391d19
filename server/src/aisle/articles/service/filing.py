"""The tree of categories."""

from uuid import UUID

from aisle.articles.errors import ArticleCategoryInUse, ArticleCategoryNotFound, ArticleInvalid
from aisle.articles.repository import categories
from aisle.articles.types import Category
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id

CATEGORIES = (
    "article categories"  # the lock under which the tree changes, and is shared by who files something
)
LONGEST_NAME, LONGEST_PATH, MOST_CATEGORIES = 100, 200, 1_000


async def list_categories(session: Session) -> list[Category]:
    """Return the whole tree by path."""
    return await categories.list_categories(session)


async def count_filed(session: Session) -> dict[UUID, int]:
    """Return how many articles are filed in each category; none that are put away."""
    return await categories.count_filed(session)


async def get_category(session: Session, category_id: UUID) -> Category:
    """Return a category. Raises ArticleCategoryNotFound."""
    found = await categories.find_category(session, category_id)
    if found is None:
        raise ArticleCategoryNotFound()
    return found


async def add_category(session: Session, name: str, parent_id: UUID | None) -> Category:
    """Add a category. Raises ArticleInvalid, ArticleCategoryNotFound for the parent, ArticleCategoryInUse for the name."""
    await session.lock(CATEGORIES)
    if len(await categories.list_categories(session)) >= MOST_CATEGORIES:
        raise ArticleInvalid(f"A store has at most {MOST_CATEGORIES:,} categories of articles.")
    name, category_id = await _checked(session, name, parent_id), new_id()
    await categories.insert_category(session, category_id, name, parent_id)
    await record(
        session, Event("article_category.created", "article_category", category_id, after={"name": name})
    )
    return await get_category(session, category_id)


async def change_category(session: Session, category_id: UUID, name: str, parent_id: UUID | None) -> Category:
    """Rename a category or move it with all below it; published articles carry the new path when they go live again.

    Raises ArticleCategoryNotFound, ArticleInvalid, ArticleCategoryInUse.
    """
    await session.lock(CATEGORIES)
    before = await get_category(session, category_id)
    name = await _checked(session, name, parent_id)
    await _check_place(session, category_id, parent_id)
    await categories.update_category(session, category_id, name, parent_id)
    after = await get_category(session, category_id)
    await record(
        session,
        Event(
            "article_category.changed",
            "article_category",
            category_id,
            before={"path": before.path},
            after={"path": after.path},
        ),
    )
    return after


async def remove_category(session: Session, category_id: UUID) -> None:
    """Remove a category that nothing belongs to now; what belonged to it in the past is in none from then on.

    Raises ArticleCategoryNotFound, ArticleCategoryInUse.
    """
    await session.lock(CATEGORIES)
    before = await get_category(session, category_id)
    if await categories.is_used(session, category_id):
        raise ArticleCategoryInUse("Articles or other categories belong to it. Move them first.")
    await categories.delete_category(session, category_id)
    said = {"path": before.path}
    await record(session, Event("article_category.deleted", "article_category", category_id, before=said))


async def _checked(session: Session, name: str, parent_id: UUID | None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or "/" in name:
        raise ArticleInvalid(f"A category has a name of 1 to {LONGEST_NAME} characters without a slash.")
    above = f"{(await get_category(session, parent_id)).path}/" if parent_id else ""
    if len(above + name) > LONGEST_PATH:
        raise ArticleInvalid(f"With those above it the name has at most {LONGEST_PATH} characters.")
    return name


async def _check_place(session: Session, category_id: UUID, parent_id: UUID | None) -> None:
    parents = {one.id: one.parent_id for one in await categories.list_categories(session)}
    above = parent_id
    while above is not None:
        if above == category_id:
            raise ArticleCategoryInUse("A category cannot stand below itself.")
        above = parents.get(above)
