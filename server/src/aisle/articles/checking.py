"""What may be saved: labels cleaned, lengths and times checked."""

import re
from dataclasses import replace
from datetime import datetime

from aisle.articles.errors import ArticleInvalid
from aisle.articles.types import Content
from aisle.knowledge.validity import MOST_MARKETS, Validity, market_of

LONGEST_TITLE, LONGEST_BODY, LONGEST_KEY, LONGEST_TAG, MOST_TAGS, LONGEST_NOTE = (
    200,
    200_000,
    100,
    100,
    30,
    2_000,
)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")


def checked(content: Content) -> Content:
    """Return what is kept of a text: labels without blanks around them, each once. Raises ArticleInvalid."""
    title = " ".join(content.title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise ArticleInvalid(f"A title has 1 to {LONGEST_TITLE} characters.")
    if len(content.body) > LONGEST_BODY:
        raise ArticleInvalid(f"A text has at most {LONGEST_BODY:,} characters.")
    tags = tuple(dict.fromkeys(" ".join(tag.split()) for tag in content.tags if tag.strip()))
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise ArticleInvalid(f"An article has at most {MOST_TAGS} tags of {LONGEST_TAG} characters.")
    return replace(content, title=title, tags=tags, validity=_validity(content.validity))


def check_name(key: str, language: str) -> None:
    """Raise ArticleInvalid for what cannot name an article."""
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise ArticleInvalid(
            "A key is made of small letters and digits with single hyphens, as in return-policy."
        )
    if not _LANGUAGE.fullmatch(language):
        raise ArticleInvalid("A language is two small letters, as in en.")


def key_of(title: str) -> str:
    """Return a key made of a title; empty where it has no plain letters."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:LONGEST_KEY].strip("-")


def check_complete(content: Content, now: datetime) -> None:
    """Raise ArticleInvalid for what nobody can be asked to approve."""
    if not content.body.strip():
        raise ArticleInvalid("The article has no text yet.")
    until = content.validity.valid_until
    if until is not None and until <= now:
        raise ArticleInvalid("The article's validity has ended; set valid_until anew.")


def _validity(said: Validity) -> Validity:
    for moment in (said.valid_from, said.valid_until):
        if moment is not None and moment.tzinfo is None:
            raise ArticleInvalid("Times have a zone, as in 2026-11-27T00:00:00+01:00.")
    if said.valid_from and said.valid_until and said.valid_from >= said.valid_until:
        raise ArticleInvalid("valid_until lies after valid_from.")
    markets = tuple(dict.fromkeys(name for one in said.markets if (name := market_of(one))))
    if len(markets) > MOST_MARKETS:
        raise ArticleInvalid(f"An article is limited to at most {MOST_MARKETS} markets.")
    return replace(said, markets=markets)
