"""Markdown to HTML with an anchor on every heading, and no way in for HTML of the author's own."""

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


def parse_markdown(text: str) -> list[Token]:
    """Parse with tables and without raw HTML."""
    return _parser().parse(text)


def render_markdown(text: str) -> str:
    """Return the HTML of a guide's body."""
    parser = _parser()
    tokens = parser.parse(text)
    _add_anchors(tokens)
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    parser.add_render_rule("th_open", _open_header_cell)
    return parser


def _add_anchors(tokens: Sequence[Token]) -> None:
    seen: Counter[str] = Counter()
    heading = ""
    for token, text in pairwise(tokens):
        if token.type == "heading_open":
            heading = text.content
            slug = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
            token.attrSet("id", f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
        if token.type == "table_open":
            token.meta["label"] = heading


def _open_table(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    # A wide table scrolls by itself on a phone, so a keyboard must be able to reach and a reader to name it.
    label = escape(tokens[index].meta.get("label", "") or "Table")
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>\n'


def _close_table(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table></div>\n"


def _open_header_cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<th scope="col">'
