"""What depends on an article: told before somebody deletes it."""

from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.overview import article_uses_repository as repository

QUOTED_DAYS = 28


@dataclass(frozen=True, slots=True)
class ArticleUses:
    """What depends on an article.

    Attributes:
        versions: That were handed in.
        saves: Of its draft.
        passages: That answer now.
        quoted: Answers to shoppers that quoted it in the last 28 days.
        questions: Test questions that expect it.
        translations: Articles of its key in other languages; they stay.
    """

    versions: int
    saves: int
    passages: int
    quoted: int
    questions: int
    translations: int


async def uses_of(session: Session, article_id: UUID, document_name: str) -> ArticleUses:
    """Return what depends on an article of the session's store. document_name: as which test questions name it."""
    row = await repository.count_uses(session, article_id, document_name, QUOTED_DAYS)
    return ArticleUses(**row)
