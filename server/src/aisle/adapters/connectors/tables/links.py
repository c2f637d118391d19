"""Documents that the rows of a table link to: which, and of which products."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from aisle.adapters.connectors.tables.products import Table
from aisle.adapters.connectors.website.addresses import join
from aisle.catalog.importing.records import Record
from aisle.catalog.importing.rows import Row

ENDINGS = (".pdf", ".docx", ".pptx", ".xlsx", ".txt", ".md")
MOST_LINKS = 20_000
MOST_PRODUCTS = 500  # that one document is told to be about
_ADDRESS = re.compile(r"https?://[^\s\"'<>|,;]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """A document. about: handles or SKUs of the products whose rows link it. row: the first of these rows, by what names it."""

    address: str
    about: tuple[str, ...]
    row: str


def links_of(table: Table, base: str, columns: Sequence[str] = ()) -> list[Linked]:
    """Return what the rows link to, each address once, in the order of the file.

    Args:
        table: Opened, not read.
        base: The address that relative links begin at; empty: only whole addresses are links.
        columns: Whose addresses are documents whatever they end in (pages too); those of others only where they end like a file.
    """
    about: dict[str, dict[str, None]] = {}
    rows: dict[str, str] = {}
    for record, row in table.rows():
        known = _key(row)
        for address in _addresses(record, base, frozenset(columns)):
            if address not in about and len(about) >= MOST_LINKS:
                continue
            rows.setdefault(address, known or f"row {record.line}")
            named = about.setdefault(address, {})
            if known and len(named) < MOST_PRODUCTS:
                named[known] = None
    return [Linked(address, tuple(named), rows[address]) for address, named in about.items()]


def _key(row: Row) -> str:
    return row.handle or (row.variant.sku if row.variant is not None and row.variant.sku else "")


def _addresses(record: Record, base: str, columns: frozenset[str]) -> Iterable[str]:
    for name, cell in record.cells.items():
        for text in [cell] if isinstance(cell, str) else cell:
            written = _ADDRESS.findall(text[:20_000])
            if not written and base and _is_file(text.strip()) and " " not in text.strip():
                written = [text.strip()]
            for one in written:
                address = join(base, one) if base else join(one, "")
                if address and (name in columns or _is_file(address)):
                    yield address


def _is_file(address: str) -> bool:
    try:
        return urlsplit(address).path.lower().endswith(ENDINGS)
    except ValueError:
        return False
