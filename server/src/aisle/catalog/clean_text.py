"""Text as it may be stored: no markup, no control characters, no halves of characters."""

from __future__ import annotations

import html
import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser

# PostgreSQL refuses NUL in text and lone surrogates in UTF-8; the other control characters are never meant.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w+);")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_BLOCKS = "p, div, li, ul, ol, br, h1, h2, h3, h4, h5, h6, tr, table, section, article, blockquote, dt, dd"


def clean_line(text: str) -> str:
    """One line: storable characters, single spaces, composed accents."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", _UNSTORABLE.sub("", text)).split())


def clean_body(text: str) -> str:
    """Longer text, from HTML or not: paragraphs stay, markup, scripts and styles go."""
    if _MARKUP.search(text):
        text = _without_markup(text)
    elif _ENTITY.search(text):
        text = html.unescape(text)
    text = unicodedata.normalize("NFC", _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", text)).strip()


def _without_markup(text: str) -> str:
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "template", "noscript", "iframe", "object", "head"])
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    body = tree.body
    lines = (line.strip() for line in (body.text() if body else "").split("\n"))
    return "\n".join(line for line in lines if line)
