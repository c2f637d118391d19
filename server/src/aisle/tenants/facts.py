"""Whether what a store says of itself can be so: its name, currency, language, site and time zone."""

import re
from functools import cache
from zoneinfo import available_timezones

from aisle.core.errors import InvalidInput
from aisle.tenants.types import StoreFacts

LONGEST_NAME = 200
CURRENCY = re.compile(r"[A-Z]{3}")
SITE = re.compile(r"https?://[^\s/@]+(/\S*)?$")
LANGUAGES = frozenset(
    [
        "en",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "pt",
        "sv",
        "da",
        "no",
        "fi",
        "pl",
        "cs",
        "hu",
        "ro",
        "tr",
        "ru",
        "uk",
        "el",
        "ar",
        "he",
        "ja",
        "zh",
        "ko",
    ]
)


def checked_facts(facts: StoreFacts) -> StoreFacts:
    """Return them with the name as one line. Raises InvalidInput with the field's name."""
    if not CURRENCY.fullmatch(facts.currency):
        raise _wrong("currency", f"“{facts.currency}” is not a currency code such as GBP or EUR.")
    if facts.language not in LANGUAGES:
        raise _wrong(
            "language", f"Unknown language “{facts.language}”: use a two-letter code such as en or de."
        )
    if facts.site_url is not None and not SITE.match(facts.site_url):
        raise _wrong(
            "site_url",
            f"“{facts.site_url}” is not the address of a site: write it as https://shop.example.",
        )
    if facts.time_zone not in _zones():
        raise _wrong(
            "time_zone", f"“{facts.time_zone}” is no time zone: write its name, such as Europe/Berlin."
        )
    name = checked_name(facts.name, "A store")
    return StoreFacts(name, facts.currency, facts.language, facts.site_url, facts.time_zone)


def checked_name(name: str, of: str) -> str:
    """Return a name as one line. of: what it is of, for the reason. Raises InvalidInput."""
    cleaned = " ".join("".join(mark if mark.isprintable() else " " for mark in name).split())
    if not 0 < len(cleaned) <= LONGEST_NAME:
        raise _wrong("name", f"{of} needs a name of 1 to {LONGEST_NAME} characters.")
    return cleaned


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _wrong(field: str, reason: str) -> InvalidInput:
    return InvalidInput(reason, fields={field: reason})
