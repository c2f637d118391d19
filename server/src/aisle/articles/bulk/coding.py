"""Texts as JSON, as they are kept with a batch."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.articles.types import Content
from aisle.knowledge.validity import Validity


def to_json(content: Content) -> dict[str, Any]:
    """Return a text as JSON values."""
    validity = content.validity
    return {
        "title": content.title,
        "body": content.body,
        "category_id": str(content.category_id) if content.category_id else None,
        "tags": list(content.tags),
        "valid_from": validity.valid_from.isoformat() if validity.valid_from else None,
        "valid_until": validity.valid_until.isoformat() if validity.valid_until else None,
        "markets": list(validity.markets),
    }


def from_json(said: dict[str, Any]) -> Content:
    """Return the text that was kept."""
    moments = [
        datetime.fromisoformat(said[name]) if said[name] else None for name in ("valid_from", "valid_until")
    ]
    category = UUID(said["category_id"]) if said["category_id"] else None
    validity = Validity(moments[0], moments[1], tuple(said["markets"]))
    return Content(said["title"], said["body"], category, tuple(said["tags"]), validity)
