"""What a crawler wants to know of a page beside its text, as JSON: links, wishes of its author, its shape, product data.

It runs in the sandbox, as everything does that reads a page. Nothing of a page is executed or fetched.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from aisle.adapters.parsers.html.boilerplate import content_root
from aisle.adapters.parsers.html.microdata import items_of
from aisle.adapters.parsers.html.parser import tree_of
from aisle.adapters.parsers.html.walk import words
from aisle.core.simhash import simhash

MOST_LINKS, LONGEST_LINK = 3_000, 2_048
MOST_DATA = 2 * 2**20  # characters of product data
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TYPES = re.compile(r"(?i)^\s*application/ld\+json\b")


def page_facts(data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Return the facts of a page.

    The answer has title, language, canonical, base, robots (words of meta elements), refresh (where the page sends browsers),
    alternates ({language: address}), feeds (addresses), links ([address, whether it may be followed]), words (their number),
    text (SHA-256 of the words), shape (simhash of the words), numbers (SHA-256 of the numbers among them), password
    (whether one is asked for) and items (schema.org things from JSON-LD and microdata). Raises ParseFailed as `parse` does.
    """
    tree, _ = tree_of(data)
    return json.dumps(_facts(tree), ensure_ascii=False).encode("utf-8", "replace")


def _facts(tree: LexborHTMLParser) -> dict[str, Any]:
    root = content_root(tree)
    text = words(root) if root is not None else ""
    title = tree.css_first("head title")
    html = tree.css_first("html")
    return {
        "title": " ".join((title.text(deep=True) if title is not None else "").split())[:500],
        "language": ((html.attributes.get("lang") if html is not None else "") or "")[:35],
        "canonical": _first(tree, "link[rel~=canonical i][href]", "href"),
        "base": _first(tree, "base[href]", "href"),
        "robots": _robots(tree),
        "refresh": _refresh(tree),
        "alternates": _alternates(tree),
        "feeds": _feeds(tree),
        "links": list(_links(tree)),
        "password": tree.css_first("input[type=password i]") is not None,
        "items": [*_json_ld(tree), *items_of(tree)],
        **_shape(text),
    }


def _shape(text: str) -> dict[str, Any]:
    parts = text.split()
    numbers = " ".join(_NUMBER.findall(text))
    return {
        "words": len(parts),
        "text": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        "numbers": hashlib.sha256(numbers.encode()).hexdigest()[:16],
        "shape": simhash(_NUMBER.sub("0", text).split()),
    }


def _first(tree: LexborHTMLParser, selector: str, attribute: str) -> str:
    found = tree.css_first(selector)
    return _address(found.attributes.get(attribute)) if found is not None else ""


def _address(value: str | None) -> str:
    text = (value or "").strip()
    return text if len(text) <= LONGEST_LINK else ""


def _robots(tree: LexborHTMLParser) -> list[str]:
    told = tree.css("meta[name=robots i], meta[name=aisle i]")
    return sorted(
        {word.strip() for one in told for word in (one.attributes.get("content") or "").lower().split(",")}
    )


def _refresh(tree: LexborHTMLParser) -> str:
    found = tree.css_first("meta[http-equiv=refresh i]")
    _, _, where = ((found.attributes.get("content") if found is not None else "") or "").partition("=")
    return _address(where.strip(" '\""))


def _alternates(tree: LexborHTMLParser) -> dict[str, str]:
    found = tree.css("link[rel~=alternate i][hreflang][href]")[:100]
    pairs = {
        (one.attributes.get("hreflang") or "").lower(): _address(one.attributes.get("href")) for one in found
    }
    return {language: address for language, address in pairs.items() if address}


def _feeds(tree: LexborHTMLParser) -> list[str]:
    found = tree.css(
        "link[rel~=alternate i][type='application/rss+xml' i], link[rel~=alternate i][type='application/atom+xml' i]"
    )
    return [address for one in found[:20] if (address := _address(one.attributes.get("href")))]


def _links(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    for one in tree.css("a[href], area[href], link[rel~=next i][href]")[:MOST_LINKS]:
        if address := _address(one.attributes.get("href")):
            yield address, "nofollow" not in (one.attributes.get("rel") or "").lower().split()


def _json_ld(tree: LexborHTMLParser) -> Iterator[Any]:
    """Yield what the scripts of data hold. Shops write line ends into strings, and whole scripts that are broken: those are passed by."""
    left = MOST_DATA
    for script in tree.css("script[type]"):
        text = script.text(deep=True)
        if not _TYPES.match(script.attributes.get("type") or "") or len(text) > left:
            continue
        left -= len(text)
        try:
            value = json.loads(
                text.strip().removeprefix("<!--").removesuffix("-->"), strict=False, parse_float=str
            )
        except (ValueError, RecursionError):
            continue
        yield from value if isinstance(value, list) else [value]
