"""What a page says of itself, as the sandbox read it."""

import json
from dataclasses import dataclass, field
from typing import Any

from aisle.adapters.connectors.website.addresses import join
from aisle.adapters.connectors.website.robots import AGENT
from aisle.sources.errors import BrokenData

FEWEST_WORDS = 120  # of a page that asks for a password and has something to say beside it
NOT_INDEXED, NOT_FOLLOWED = frozenset({"noindex", "none"}), frozenset({"nofollow", "none"})


@dataclass(frozen=True, slots=True)
class Facts:
    """Addresses are as the page writes them until `whole` makes them whole."""

    address: str
    title: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    refresh: str = ""
    robots: frozenset[str] = frozenset()
    alternates: dict[str, str] = field(default_factory=dict)
    feeds: tuple[str, ...] = ()
    links: tuple[tuple[str, bool], ...] = ()
    words: int = 0
    text: str = ""
    numbers: str = ""
    shape: str = ""
    password: bool = False
    items: tuple[Any, ...] = ()

    @classmethod
    def read(cls, address: str, data: bytes, tag: str = "") -> "Facts":
        """Read what the sandbox made of a page. tag: its X-Robots-Tag header. Raises BrokenData."""
        try:
            said = json.loads(data)
            wishes = frozenset(said.pop("robots")) | _tagged(tag)
            links = tuple((str(one), bool(follow)) for one, follow in said.pop("links"))
            return cls(
                address,
                robots=wishes,
                links=links,
                feeds=tuple(said.pop("feeds")),
                items=tuple(said.pop("items")),
                **said,
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            raise BrokenData("The page's answer from the sandbox cannot be read.") from None

    def whole(self, link: str) -> str | None:
        """Return a link of the page as a whole address in its one form; None for one that leads to no page."""
        return join(join(self.address, self.base) or self.address, link) if link else None

    @property
    def is_for_indexes(self) -> bool:
        """Whether the page wants to be found."""
        return not self.robots & NOT_INDEXED

    @property
    def may_be_followed(self) -> bool:
        """Whether its links may be."""
        return not self.robots & NOT_FOLLOWED

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether it is a wall with little more on it than a form."""
        return self.password and self.words < FEWEST_WORDS

    @property
    def tongue(self) -> str | None:
        """The language it says it is in, ISO 639-1."""
        short = self.language.replace("_", "-").partition("-")[0].lower()
        return short if len(short) == 2 and short.isalpha() else None


def _tagged(header: str) -> frozenset[str]:
    """Read X-Robots-Tag: words for everybody, or after a name of a program for that one alone."""
    agent, told = "", set[str]()
    for part in header.lower().split(","):
        name, mark, rest = part.partition(":")
        if mark and name.strip() not in (
            "unavailable_after",
            "max-snippet",
            "max-image-preview",
            "max-video-preview",
        ):
            agent, part = name.strip(), rest
        if agent in ("", AGENT.lower()):
            told.add(part.strip())
    return frozenset(told)
