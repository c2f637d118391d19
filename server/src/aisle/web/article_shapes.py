"""What articles look like to callers, and what callers send of them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from aisle.articles.checking import (
    LONGEST_BODY,
    LONGEST_KEY,
    LONGEST_NOTE,
    LONGEST_TAG,
    LONGEST_TITLE,
    MOST_TAGS,
)
from aisle.articles.merging import Merged
from aisle.articles.service.writing import Collision
from aisle.articles.types import Article, Category, Comment, Content, Reference, Save, Step, Version
from aisle.knowledge.validity import LONGEST_MARKET, MOST_MARKETS, Validity
from aisle.web.moments import Moment
from aisle.web.pagination import LARGEST
from aisle.web.text import Storable

TEXT = {
    "title": "Returns",
    "body": "You can send goods back within 60 days. Postage is {{product:return-label.price}}.",
    "tags": ["returns"],
    "markets": ["de", "at"],
}


class ContentBody(BaseModel):
    """Everything that a draft says; what a new one leaves out is empty."""

    model_config = ConfigDict(extra="forbid")

    title: Storable = Field(max_length=4 * LONGEST_TITLE)
    body: Storable = Field("", max_length=LONGEST_BODY, description="Markdown.")
    category_id: UUID | None = None
    tags: list[Annotated[Storable, Field(max_length=LONGEST_TAG)]] = Field([], max_length=MOST_TAGS)
    valid_from: Moment | None = Field(None, description="Not used before this moment.")
    valid_until: Moment | None = Field(None, description="Not used from this moment on.")
    markets: list[Annotated[Storable, Field(max_length=LONGEST_MARKET)]] = Field(
        [], max_length=MOST_MARKETS, description="For shoppers of these markets alone; none: for all."
    )

    def content(self) -> Content:
        """Return it as the service takes it."""
        validity = Validity(self.valid_from, self.valid_until, tuple(self.markets))
        return Content(self.title, self.body, self.category_id, tuple(self.tags), validity)


class NewArticleBody(ContentBody):
    """A new article with its first draft. Articles of one key are translations of each other."""

    key: Storable | None = Field(None, max_length=LONGEST_KEY, description="Made of the title if left out.")
    language: Storable = Field(min_length=2, max_length=2)


class DraftBody(ContentBody):
    """A draft with the number of the save that it began from; what is left out stays as that save has it."""

    title: Storable = Field("", max_length=4 * LONGEST_TITLE)
    based_on: int = Field(ge=0, le=LARGEST, strict=True)

    @property
    def is_whole(self) -> bool:
        """Whether it says everything."""
        return self.model_fields_set >= set(ContentBody.model_fields)

    def over(self, before: Content) -> Content:
        """Return the draft that it makes of the save that it began from."""
        given, old, new = self.model_fields_set, _flat(before), _flat(self.content())
        said = {name: new[name] if name in given else old[name] for name in new}
        validity = Validity(said.pop("valid_from"), said.pop("valid_until"), said.pop("markets"))
        return Content(**said, validity=validity)


def _flat(content: Content) -> dict[str, Any]:
    limits = content.validity
    return {
        "title": content.title,
        "body": content.body,
        "category_id": content.category_id,
        "tags": content.tags,
        "valid_from": limits.valid_from,
        "valid_until": limits.valid_until,
        "markets": limits.markets,
    }


class NoteBody(BaseModel):
    """Why, for those who read the history."""

    model_config = ConfigDict(extra="forbid")

    note: Storable = Field("", max_length=LONGEST_NOTE)


def number_of(text: str) -> int:
    """Read a number from a path; one that cannot be one is 0, which nothing has."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST
    return int(text) if is_number else 0


def shape_article(article: Article, now: datetime) -> dict[str, Any]:
    """Shape an article without its text."""
    return {
        "id": article.id,
        "key": article.key,
        "language": article.language,
        "title": article.title,
        "state": article.state(now),
        "category_id": article.category_id,
        "tags": article.tags,
        "draft_save": article.draft_save,
        "has_changes": article.has_changes,
        "live_version": article.live_version,
        "live_until": article.live_until,
        "in_review": article.in_review,
        "scheduled": article.scheduled,
        "scheduled_at": article.scheduled_at,
        "publishing": asdict(article.publishing) if article.publishing else None,
        "document_id": article.document_id,
        "review_on": article.review.on,
        "review_every_days": article.review.every_days,
        "archived_at": article.archived_at,
        "created_at": article.created_at,
        "created_by": article.created_by,
        "updated_at": article.updated_at,
    }


def shape_content(content: Content) -> dict[str, Any]:
    """Shape what a save or version says."""
    validity = asdict(content.validity)
    return {
        "title": content.title,
        "body": content.body,
        "category_id": content.category_id,
        "tags": content.tags,
        **validity,
    }


Names = Mapping[str, str]  # of those who did something, by principal
NOBODY: Names = {}


def shape_save(save: Save, names: Names = NOBODY) -> dict[str, Any]:
    """Shape a save with its text."""
    return {
        "number": save.number,
        "based_on": save.based_on,
        "is_aside": save.is_aside,
        "saved_at": save.saved_at,
        "saved_by": save.saved_by,
        "saved_by_name": names.get(save.saved_by),
        **shape_content(save.content),
    }


def shape_version(version: Version, names: Names = NOBODY) -> dict[str, Any]:
    """Shape a version without its text."""
    return {**asdict(version), "made_by_name": names.get(version.made_by)}


def shape_reference(one: Reference) -> dict[str, Any]:
    """Shape a dynamic insert."""
    return {
        "text": one.insert.text,
        "product": one.insert.handle,
        "field": one.insert.field,
        "product_id": one.product_id,
        "fault": one.fault,
    }


def shape_collision(collision: Collision, names: Names) -> dict[str, Any]:
    """Shape what two people saved, with the proposal."""
    return {
        "theirs": shape_save(collision.theirs, names),
        "yours": shape_save(collision.yours, names),
        "merged": shape_merged(collision.merged),
    }


def shape_merged(merged: Merged) -> dict[str, Any]:
    """Shape a proposal; its text is whole only where there is no conflict."""
    return {
        "text": None if merged.conflicts else merged.text,
        "conflicts": merged.conflicts,
        "parts": [{**asdict(part), "text": part.text} for part in merged.parts],
    }


def shape_step(step: Step, names: Names) -> dict[str, Any]:
    """Shape a line of the history."""
    said = {"step": step.kind, "version": step.version, "note": step.note, "at": step.at, "by": step.by}
    return {**said, "by_name": names.get(step.by)}


def shape_comment(comment: Comment, names: Names) -> dict[str, Any]:
    """Shape what a reviewer said."""
    resolver = names.get(comment.resolved_by) if comment.resolved_by else None
    return {**asdict(comment), "made_by_name": names.get(comment.made_by), "resolved_by_name": resolver}


def shape_category(category: Category, filed: Mapping[UUID, int]) -> dict[str, Any]:
    """Shape a category. filed: how many articles are in each."""
    return {**asdict(category), "articles": filed.get(category.id, 0)}
