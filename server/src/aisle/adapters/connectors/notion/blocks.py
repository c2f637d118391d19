"""Notion's blocks as HTML (developers.notion.com/reference/block). What is below a block comes as HTML already.

Addresses of files that Notion keeps end after an hour and differ each time: they are left out, or each read would look like a change.
Left out, too: what only people at the shop need (buttons, meeting notes, breadcrumbs, links by id).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from aisle.adapters.connectors.markup import escaped, link, public
from aisle.adapters.connectors.notion.texts import plain, rich

LISTS = {"bulleted_list_item": "ul", "numbered_list_item": "ol", "to_do": "ul"}
PAGES = ("child_page", "child_database")
SILENT = ("meeting_notes", "transcription", "template", "breadcrumb", "table_of_contents", "link_to_page")


@dataclass(frozen=True, slots=True)
class Block:
    """A block, what it says, and what is below it."""

    type: str
    said: dict[str, Any]
    below: "Sequence[Block]" = ()


def html_of(blocks: Sequence[Block]) -> str:
    """Return blocks that stand side by side."""
    parts: list[str] = []
    for tag, group in groupby(blocks, key=lambda one: LISTS.get(one.type)):
        beside = list(group)
        parts += [_list(tag, beside)] if tag else [_one(one) for one in beside]
    return "".join(parts)


def _list(tag: str, items: list[Block]) -> str:
    start = items[0].said.get("list_start_index") if tag == "ol" else None
    opened = f'<ol start="{start}">' if isinstance(start, int) else f"<{tag}>"
    return f"{opened}{''.join(_item(one) for one in items)}</{tag}>"


def _item(block: Block) -> str:
    box = ("☑ " if block.said.get("checked") is True else "☐ ") if block.type == "to_do" else ""
    return f"<li>{box}{_text(block)}{html_of(block.below)}</li>"


def _one(block: Block) -> str:
    if block.type in SILENT or block.type in PAGES:
        return ""
    made = MADE.get(block.type)
    return made(block) if made else html_of(block.below)


def _text(block: Block) -> str:
    return rich(block.said.get("rich_text"))


def _around(tag: str) -> Callable[[Block], str]:
    def made(block: Block) -> str:
        words = _text(block)
        return (f"<{tag}>{words}</{tag}>" if words else "") + html_of(block.below)

    return made


def _toggle(block: Block) -> str:
    return f"<details><summary>{_text(block)}</summary>{html_of(block.below)}</details>"


def _quote(block: Block) -> str:
    return f"<blockquote><p>{_text(block)}</p>{html_of(block.below)}</blockquote>"


def _callout(block: Block) -> str:
    icon = block.said.get("icon")
    sign = escaped(icon.get("emoji")) if isinstance(icon, dict) else ""
    return f"<div><p>{f'{sign} ' if sign else ''}{_text(block)}</p>{html_of(block.below)}</div>"


def _code(block: Block) -> str:
    words = escaped(plain(block.said.get("rich_text")))
    return f"<pre><code>{words}</code></pre>{_caption(block)}"


def _equation(block: Block) -> str:
    return f"<p>{escaped(block.said.get('expression'))}</p>"


def _table(block: Block) -> str:
    rows = [one.said.get("cells") for one in block.below if one.type == "table_row"]
    head, side = block.said.get("has_column_header") is True, block.said.get("has_row_header") is True
    made = "".join(
        _row(cells, (head and place == 0), side)
        for place, cells in enumerate(rows)
        if isinstance(cells, list)
    )
    return f"<table>{made}</table>"


def _row(cells: list[Any], head: bool, side: bool) -> str:
    tags = ["th" if head or (side and place == 0) else "td" for place in range(len(cells))]
    return (
        f"<tr>{''.join(f'<{tag}>{rich(cell)}</{tag}>' for tag, cell in zip(tags, cells, strict=True))}</tr>"
    )


def _image(block: Block) -> str:
    address, words = public(_file(block)), escaped(plain(block.said.get("caption")))
    picture = f'<img src="{escaped(address)}" alt="{words}">' if address else ""
    return f"<figure>{picture}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def _linked(block: Block) -> str:
    """A bookmark, a preview, a film, a file: its words, and where it is."""
    address = block.said.get("url") or _file(block)
    words = rich(block.said.get("caption")) or escaped(block.said.get("name")) or escaped(public(address))
    return f"<p>{link(address, words)}</p>" if words else ""


def _file(block: Block) -> Any:
    external = block.said.get("external")
    return external.get("url") if isinstance(external, dict) else None


def _caption(block: Block) -> str:
    words = rich(block.said.get("caption"))
    return f"<p>{words}</p>" if words else ""


# A page's title is its h1.
MADE: dict[str, Callable[[Block], str]] = {
    "paragraph": _around("p"),
    **{f"heading_{level}": _around(f"h{level + 1}") for level in range(1, 5)},
    "toggle": _toggle,
    "quote": _quote,
    "callout": _callout,
    "code": _code,
    "equation": _equation,
    "divider": lambda _: "<hr>",
    "table": _table,
    "image": _image,
    **dict.fromkeys(("bookmark", "embed", "link_preview", "video", "audio", "pdf", "file"), _linked),
}
