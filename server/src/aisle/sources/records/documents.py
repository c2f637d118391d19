"""Texts: pages, files, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A file or page. id: tells it apart within its source (an address, a path, the platform's id).

    content: its bytes, as the parsers read them; None where a second look found it unchanged. about_products: handles or SKUs
    of the products it belongs to. found_in: the record that named it (a row of a table that links it).
    """

    id: str
    name: str
    content: bytes | None
    updated_at: datetime | None = None
    media_type: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    etag: str | None = None
    about_products: tuple[str, ...] = ()
    found_in: str | None = None
