"""What stands on a page: its blocks, read level by level."""

from dataclasses import dataclass, field
from typing import Any

from aisle.adapters.connectors.notion.api import Api
from aisle.adapters.connectors.notion.blocks import PAGES, SILENT, Block, html_of
from aisle.sources.errors import BrokenData, ShopNotFound

DEEPEST = 12
MOST_BLOCKS = 10_000


@dataclass(slots=True)
class Body:
    """A page's blocks. pages, databases: ids of those that lie below it."""

    html: str = ""
    pages: list[str] = field(default_factory=list)
    databases: list[str] = field(default_factory=list)
    blocks: int = 0


async def body_of(api: Api, page: str) -> Body:
    """Read a page. Raises BrokenData for one that is too deep or too long, ShopNotFound for one that is gone."""
    body = Body()
    body.html = html_of(await _below(api, page, body, 0))
    return body


async def _below(api: Api, parent: str, body: Body, depth: int) -> list[Block]:
    if depth > DEEPEST:
        raise BrokenData(f"Blocks stand within each other more than {DEEPEST} times.")
    found: list[Block] = []
    async for portion in api.children(parent):
        body.blocks += len(portion.rows)
        if body.blocks > MOST_BLOCKS:
            raise BrokenData(f"The page has more than {MOST_BLOCKS:,} blocks.")
        for row in portion.rows:
            if isinstance(row, dict) and not row.get("in_trash"):
                found.append(await _block(api, row, body, depth))
    return found


async def _block(api: Api, row: dict[str, Any], body: Body, depth: int) -> Block:
    kind, own = str(row.get("type")), row.get("id")
    said = row.get(kind)
    made = Block(kind, said if isinstance(said, dict) else {})
    if kind in PAGES:
        if isinstance(own, str):
            (body.pages if kind == "child_page" else body.databases).append(own)
        return made
    if not row.get("has_children") or kind in SILENT:
        return made
    source = _source(made) or own
    if not isinstance(source, str):
        raise BrokenData("A block has no id.")
    try:
        return Block(kind, made.said, await _below(api, source, body, depth + 1))
    except ShopNotFound:  # a copy of something that is not shared
        return made


def _source(block: Block) -> str | None:
    """Return the block that a synced one is a copy of."""
    source = block.said.get("synced_from") if block.type == "synced_block" else None
    found = source.get("block_id") if isinstance(source, dict) else None
    return found if isinstance(found, str) else None
