"""What people are told of articles by mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.articles.repository import articles
from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.identity.members.addresses import address_of
from aisle.notifications.types import Letter, Maker, Sending
from aisle.tenants.repository import find_organization_name

REVIEW_SOON, REVIEW_DUE = "review_soon", "review_due"


@dataclass(frozen=True, slots=True)
class ArticleMails:
    """Makes the mails."""

    vault: Vault

    def makers(self) -> Mapping[str, Maker]:
        """Return the makers by template."""
        return {REVIEW_SOON: self.review, REVIEW_DUE: self.review}

    async def review(self, session: Session, ids: Mapping[str, str], _sending: Sending) -> Letter | None:
        """Return which article is to be looked at; None where it is gone, or the reader is no member any more."""
        article = await articles.find_article(session, UUID(ids["article"]))
        name = await find_organization_name(session)
        to = await address_of(session, self.vault, UUID(ids["person"]))
        if article is None or name is None or to is None:
            return None
        return Letter(to, {"title": article.title, "on": ids["on"], "organization": name})
