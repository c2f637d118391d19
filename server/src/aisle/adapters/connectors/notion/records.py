"""From a page of Notion to a record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aisle.adapters.connectors.markup import escaped, public
from aisle.adapters.connectors.notion import properties
from aisle.adapters.connectors.notion.settings import TOLD, Table
from aisle.adapters.connectors.times import time_in
from aisle.sources.ports import Broken
from aisle.sources.records import DocumentRecord, Record

HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'


def product(page: Mapping[str, Any], table: Table, body: str | None) -> Record | Broken:
    """Return a row as a product, or why it is none."""
    return _mapped(page, table, body)


def document(page: Mapping[str, Any], table: Table | None, body: str) -> Record | Broken:
    """Return a page as a document. Rows say what their properties hold, too."""
    title = properties.title_of(page.get("properties"))
    said = escaped(title)
    facts = properties.html_of(page.get("properties"))
    content = f"{HEAD.format(title=said)}<h1>{said}</h1>{facts}{body}</body></html>"
    made = DocumentRecord(
        id=str(page["id"]),
        name=f"{title[:120] or page['id']}.html",
        content=content.encode(),
        updated_at=time_in(str(page.get("last_edited_time") or "")),
        media_type="text/html",
        title=title or None,
        # An address within the workspace opens for nobody outside.
        url=public(page.get("public_url")),
    )
    if table is None or not table.record:
        return made
    told = _mapped(page, table, None)
    return told if isinstance(told, Broken) else _with(made, told)


def _with(made: DocumentRecord, told: Record) -> DocumentRecord:
    said = {name: value for name in TOLD if (value := getattr(told, name))}
    return replace(made, **said)


def _mapped(page: Mapping[str, Any], table: Table, body: str | None) -> Record | Broken:
    item = properties.values_of(page.get("properties")) | {
        "id": page["id"],
        "url": public(page.get("public_url")),
        "last_edited_time": page.get("last_edited_time"),
        **({} if body is None else {"body": body}),
    }
    found = table.mapping().records(item)[0]
    return replace(found, id=found.id or page["id"]) if isinstance(found, Broken) else found
