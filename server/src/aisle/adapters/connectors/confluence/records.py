"""From what a wiki holds to documents."""

import re

from aisle.adapters.connectors.confluence.contents import Content
from aisle.adapters.connectors.confluence.settings import GATEWAY, ConfluenceOptions
from aisle.adapters.connectors.confluence.storage import html_of
from aisle.adapters.connectors.markup import escaped
from aisle.sources.records import DocumentRecord

NAME = re.compile(r"(page|post):(\d{1,20})|(file):(att\d{1,20})")
READ = (
    *(".pdf", ".docx", ".pptx", ".xlsx", ".xls", ".ods", ".html", ".htm", ".txt", ".md"),
    *(".csv", ".tsv", ".json", ".eml"),
)
HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'


def parts(name: str) -> tuple[str, str] | None:
    """Return the kind and id of a record's name; None for what is none and does not belong into an address."""
    found = NAME.fullmatch(name)
    return None if found is None else (found[1] or found[3], found[2] or found[4])


def is_read(file: Content) -> bool:
    """Whether a file is a document; pictures are part of their pages."""
    return file.title.lower().endswith(READ)


def page(content: Content, options: ConfluenceOptions) -> DocumentRecord:
    """Return a page or post. Raises BrokenData for a body that cannot be read."""
    title = escaped(content.title)
    made = f"{HEAD.format(title=title)}<h1>{title}</h1>{html_of(content.body)}</body></html>"
    return DocumentRecord(
        id=content.name,
        name=f"{content.title[:120] or content.id}.html",
        content=made.encode(),
        updated_at=content.changed,
        media_type="text/html",
        title=content.title or None,
        url=_address(content, options),
        category=content.kind,
        tags=content.labels,
    )


def file(content: Content, data: bytes) -> DocumentRecord:
    """Return a file."""
    return DocumentRecord(
        id=content.name,
        name=content.title,
        content=data,
        updated_at=content.changed,
        media_type=content.media_type,
        title=content.title,
        category=content.kind,
        found_in=":".join(content.within) if content.within else None,
    )


def _address(content: Content, options: ConfluenceOptions) -> str | None:
    """Addresses of a wiki that is closed open for nobody, and those of the gateway for no browser."""
    if not options.is_public or GATEWAY in options.address or not (content.web or "").startswith("/"):
        return None
    return f"{options.base}{content.web}"
