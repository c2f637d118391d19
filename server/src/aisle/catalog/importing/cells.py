"""Small cells understood: yes and no, stock, availability, addresses, tags, categories and dates."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from aisle.catalog.types import Availability

_YES = frozenset(
    {"1", "true", "yes", "y", "ja", "oui", "si", "sí", "x", "on", "active", "published", "visible"}
)
_NO = frozenset(
    {
        "0",
        "-1",
        "false",
        "no",
        "n",
        "nein",
        "non",
        "off",
        "draft",
        "archived",
        "hidden",
        "private",
        "inactive",
    }
)
_AVAILABILITY = {
    "in stock": Availability.IN_STOCK,
    "instock": Availability.IN_STOCK,
    "available": Availability.IN_STOCK,
    "auf lager": Availability.IN_STOCK,
    "verfügbar": Availability.IN_STOCK,
    "lieferbar": Availability.IN_STOCK,
    "en stock": Availability.IN_STOCK,
    "disponible": Availability.IN_STOCK,
    "limited": Availability.LOW_STOCK,
    "low stock": Availability.LOW_STOCK,
    "out of stock": Availability.OUT_OF_STOCK,
    "outofstock": Availability.OUT_OF_STOCK,
    "sold out": Availability.OUT_OF_STOCK,
    "unavailable": Availability.OUT_OF_STOCK,
    "ausverkauft": Availability.OUT_OF_STOCK,
    "nicht auf lager": Availability.OUT_OF_STOCK,
    "nicht verfügbar": Availability.OUT_OF_STOCK,
    "rupture": Availability.OUT_OF_STOCK,
    "rupture de stock": Availability.OUT_OF_STOCK,
    "épuisé": Availability.OUT_OF_STOCK,
    "agotado": Availability.OUT_OF_STOCK,
    "sin stock": Availability.OUT_OF_STOCK,
    "preorder": Availability.PREORDER,
    "pre order": Availability.PREORDER,
    "backorder": Availability.PREORDER,
    "onbackorder": Availability.PREORDER,
    "on backorder": Availability.PREORDER,
    "vorbestellung": Availability.PREORDER,
}
_COUNT = re.compile(r"([+-]?\d{1,9})(?:[.,]0+)?")
_COUNT_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_ESCAPED_COMMA = re.compile(r"(?<!\\),")
_BETWEEN_ADDRESSES = re.compile(r"\s*[,|;]\s*(?=https?://|/)|[,|;]?\s+|\s*\|\s*")
MAX_URL = 2_000
# Longer texts are no single word, count or date.
_WORD, _DIGITS, _DATE = 100, 40, 60


def yes_or_no(text: str) -> bool | None:
    """None for what is neither."""
    text = text.strip()
    word = text.casefold() if len(text) <= _WORD else ""
    return True if word in _YES else False if word in _NO else None


def availability_in(text: str) -> Availability | None:
    """The availability that a word means; None for an unknown word."""
    text = text.strip()
    if len(text) > _WORD:
        return None
    word = " ".join(re.sub(r"[_-]", " ", text.rsplit("/", 1)[-1]).casefold().split())
    known = _AVAILABILITY.get(word)
    if known is not None:
        return known
    answer = yes_or_no(text)
    return None if answer is None else Availability.IN_STOCK if answer else Availability.OUT_OF_STOCK


def stock_in(text: str) -> int | None:
    """A whole count, below zero too; None for what is not one ("7.5", "many")."""
    text = text.strip()
    if len(text) > _DIGITS:
        return None
    text = text.replace(" ", "")
    found = _COUNT.fullmatch(text)
    if found:
        return int(found.group(1))
    return int(re.sub(r"[.,]", "", text)) if _COUNT_GROUPED.fullmatch(text) else None


def is_web_address(text: str) -> bool:
    """An http or https address, or a path on the shop's own site; nothing that runs or leads elsewhere."""
    if len(text) > MAX_URL or re.search(r"[\s\\\x00-\x1f<>\"]", text):
        return False
    if text.startswith("/"):
        return not text.startswith("//")
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def is_picture_address(text: str) -> bool:
    """A web address that a page served over https may load a picture from."""
    return is_web_address(text) and text[:7].lower() != "http://"


def split_list(text: str) -> list[str]:
    """Parts between commas (or bars, or semicolons); "\\," is a comma inside a part."""
    if "|" in text:
        parts = text.split("|")
    elif ";" in text and "," not in text:
        parts = text.split(";")
    else:
        parts = [part.replace("\\,", ",") for part in _ESCAPED_COMMA.split(text)]
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def split_addresses(text: str) -> list[str]:
    """Web addresses between commas, bars or blanks; a comma inside an address stays in it."""
    return [part for part in _BETWEEN_ADDRESSES.split(text.strip()) if part]


def category_path(text: str) -> str:
    """The first category of a list as "Wide/Narrow", whatever mark the shop puts between the levels."""
    if ">" not in text:
        return "/".join(part.strip() for part in text.split("/") if part.strip())
    first = _ESCAPED_COMMA.split(text)[0].split("|")[0].replace("\\,", ",")
    # A slash inside a level's own name would make two levels of it.
    levels = (level.strip().replace("/", "-") for level in first.split(">"))
    return "/".join(level for level in levels if level)


def moment(text: str) -> datetime | None:
    """A date or time as ISO 8601 writes it, in UTC when it names no zone; None for anything else."""
    text = text.strip()
    if len(text) > _DATE:
        return None
    try:
        found = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
