"""Text as it may be stored: no markup, no control characters, no halves of characters, nothing that turns a line around.

Every step takes time in proportion to the text, whatever stands in it: the text comes from strangers' files.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from aisle.core.void_elements import VOID_ELEMENTS

MOST_MARKS = 4
# Past these the HTML parser's own rules take time that grows with the square of the text.
MOST_TAGS = 2_000
DEEPEST_TAGS = 100
LONGEST_TAG = 4_000

# PostgreSQL refuses NUL in text and lone surrogates in UTF-8; the other control characters are never meant.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG_START = re.compile(r"<[a-zA-Z/!]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*>|<[!/][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_BLOCKS = "p, div, li, ul, ol, br, h1, h2, h3, h4, h5, h6, tr, table, section, article, blockquote, dt, dd"
_BLOCK_NAMES = frozenset(_BLOCKS.split(", "))
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "object", "head")
# These end by themselves, so that an open one is not nesting.
_SELF_ENDING = VOID_ELEMENTS | frozenset(["p", "li", "dt", "dd", "td", "th", "tr"])

_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u061c"
# Format characters that are seen: Arabic, Syriac and Kaithi number signs.
_SEEN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_FLAG, _FLAG_TAGS = "\U0001f3f4", range(0xE0020, 0xE0080)


def clean_line(text: str) -> str:
    """One line: storable and visible characters, single spaces, composed accents."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_composed(text).split()).strip(f" {_DIRECTIONS}")


def clean_body(text: str) -> str:
    """Longer text, from HTML or not: paragraphs stay, markup, scripts and styles go."""
    if _is_plain(text):
        return text.strip()
    start = _TAG_START.search(text)
    if start and start.start() < text.rfind(">"):
        text = _without_markup(text) if _is_simple(text) else _without_tags(text)
    else:
        text = _unescaped(text)
    text = _composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", text)).strip(f" \n{_DIRECTIONS}")


def _is_plain(text: str) -> bool:
    """Whether nothing of a text has to go but spaces around it, which most descriptions are."""
    return text.isascii() and text.isprintable() and not any(mark in text for mark in ("<", "&", "  "))


def _unescaped(text: str) -> str:
    # Entity by entity: html.unescape fails at a number of thousands of digits.
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def _composed(text: str) -> str:
    text = _UNSTORABLE.sub("", text)
    if text.isascii():
        return text
    # Before composing: putting a long run of marks in order takes the square of its length. After it: some
    # characters come apart into a letter and a mark.
    return _visible(unicodedata.normalize("NFC", _visible(text)))


def _visible(text: str) -> str:
    """Without format characters that hide text or turn it around, and without towers of marks.

    Joiners stay between letters and in emoji, marks of direction in text that runs from right to left.
    """
    kinds = {char: unicodedata.category(char) for char in set(text)}
    marks = {char for char, kind in kinds.items() if kind[0] == "M"}
    formats = {char for char, kind in kinds.items() if kind == "Cf"} - _SEEN_FORMATS
    if not marks and not formats:
        return text
    turned = any(unicodedata.bidirectional(char) in ("R", "AL") for char in kinds if char not in formats)
    kept = set(_JOINERS) | (set(_DIRECTIONS) if turned else set())
    parts: list[str] = []
    run = tags = 0
    for char in text:
        if char in marks:
            run += 1
            if run > MOST_MARKS:
                continue
        elif ord(char) in _FLAG_TAGS:
            # The flags of England, Scotland and Wales: a black flag and a few tags.
            tags = tags + 1 if tags else 1 if parts and parts[-1] == _FLAG else 0
            if not 0 < tags <= 8:
                continue
        elif char in formats and char not in kept:
            continue
        elif char not in formats:
            run = tags = 0
        parts.append(char)
    return _joined(parts, kinds) if formats & set(_JOINERS) else "".join(parts)


def _joined(chars: list[str], kinds: dict[str, str]) -> str:
    """Joiners only where they join: after a letter, mark or emoji and before one."""
    found: list[str] = []
    for place, char in enumerate(chars):
        if char in _JOINERS:
            before = kinds[found[-1]] if found else ""
            after = kinds[chars[place + 1]] if place + 1 < len(chars) else ""
            if before[:1] not in ("L", "M") and before not in ("So", "Sk"):
                continue
            if after[:1] not in ("L", "M") and after != "So":
                continue
        found.append(char)
    return "".join(found)


def _is_simple(text: str) -> bool:
    """Whether the markup is such as people and editors write, by one pass over it."""
    if text.count("<") > MOST_TAGS:
        return False
    opened: Counter[str] = Counter()
    depth = 0
    for piece in text.split("<")[1:]:
        if len(piece) > LONGEST_TAG and ">" not in piece[:LONGEST_TAG]:
            return False
        found = _TAG.match(f"<{piece[:LONGEST_TAG]}")
        name = (found.group(2) or "").lower() if found else ""
        if not found or not name or name in _SELF_ENDING:
            continue
        if not found.group(1):
            opened[name] += 1
            depth += 1
        elif opened[name] > 0:
            opened[name] -= 1
            depth -= 1
        if depth > DEEPEST_TAGS:
            return False
    return True


def _without_tags(text: str) -> str:
    """What stands between the tags, without regard to how they nest."""
    parts: list[str] = []
    at, unseen = 0, ""
    for tag in _TAG.finditer(text):
        closes, name = tag.group(1), (tag.group(2) or "").lower()
        if not unseen:
            parts.append(_unescaped(text[at : tag.start()]))
            parts += ["\n"] if name in _BLOCK_NAMES else []
            unseen = name if name in _UNSEEN and not closes else ""
        elif closes and name == unseen:
            unseen = ""
        at = tag.end()
    if not unseen:
        parts.append(_unescaped(text[at:]))
    return _filled_lines("".join(parts))


def _without_markup(text: str) -> str:
    tree = LexborHTMLParser(text)
    tree.strip_tags(list(_UNSEEN))
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    body = tree.body
    return _filled_lines(body.text() if body else "")


def _filled_lines(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
