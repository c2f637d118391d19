"""The HTML parser."""

import re

from selectolax.lexbor import LexborHTMLParser

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.decoding import decode
from aisle.adapters.parsers.html.boilerplate import content_root
from aisle.adapters.parsers.html.content import add_content
from aisle.adapters.parsers.kinds import extension, is_text, opening
from aisle.core.void_elements import VOID_ELEMENTS
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("text/html", "application/xhtml+xml")
EXTENSIONS = ("html", "htm", "xhtml")

_DOCUMENT = re.compile(
    r"^(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.DOTALL
)
_ELEMENT = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|section|article|span|a|br|title)\b[^<]{0,500}>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Elements that are closed without being written so.
_SELF_CLOSING = VOID_ELEMENTS | frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "optgroup",
        "html",
        "head",
        "body",
    ]
)
# The tree builder's time grows with the square of the nesting; no page that a person wrote comes near this.
_DEEPEST = 2_000


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are HTML: by how they begin, or by the extension and any element."""
    if not is_text(data):
        return 0.0
    head = opening(data, 20_000)
    if _DOCUMENT.match(head):
        return 0.95
    has_element = bool(_ELEMENT.search(head))
    if extension(name) in EXTENSIONS:
        return 0.8 if has_element else 0.0
    return 0.5 if has_element and head.startswith("<") and not extension(name) else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read the main content of a page.

    Raises ParseFailed: `corrupt` when its elements are nested too deeply, `no_text`, `too_large`.
    """
    tree, notes = tree_of(data)
    builder = DocumentBuilder(MEDIA_TYPES[0])
    builder.notes.extend(notes)
    title = tree.css_first("head title")
    root = content_root(tree)
    if root is not None:
        add_content(builder, root)
    builder.title = (title.text(deep=True) if title is not None else None) or builder.first_heading
    return builder.build()


def tree_of(data: bytes) -> tuple[LexborHTMLParser, tuple[str, ...]]:
    """Return a page's elements and notes on its encoding. Raises ParseFailed, `corrupt` when they are nested too deeply."""
    text, notes = _decode(data)
    if _nesting(text) > _DEEPEST:
        raise ParseFailed(FailureReason.CORRUPT, "the page's elements are nested too deeply")
    return LexborHTMLParser(text), notes


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a page, believing what it says of its encoding when it is not UTF-8."""
    declared = _CHARSET.search(data[:2_048])
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        if declared is None:
            return decode(data)
    try:
        return data.decode(declared.group(1).decode("ascii")), ()
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(data)


def _nesting(text: str) -> int:
    """Return about how deep elements are nested, without building them."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match.group(2).lower() in _SELF_CLOSING:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest
