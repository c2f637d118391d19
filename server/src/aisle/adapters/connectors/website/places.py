"""What is known of each address of a site, in the order in which they were found."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from aisle.adapters.connectors.memory import packed, unpacked
from aisle.sources.errors import BrokenData


class Found(StrEnum):
    """What an address turned out to be."""

    WAITING = "w"  # not asked yet
    PAGE = "p"
    NOTHING = "n"  # no page of its own: not to be indexed, not text, not within the rules
    SAME = "s"  # another address has the same page
    MOVED = "m"  # for good
    GONE = "g"
    CLOSED = "c"  # behind a sign-in
    AWAY = "a"  # could not be asked this time


@dataclass(slots=True)
class Place:
    """One address.

    Attributes:
        depth: Links from the start.
        found: What it is.
        etag, modified: What the site wants to hear when it is asked whether it changed.
        text, shape: Of its content, to know it again.
        towards: The address that has its page, for SAME and MOVED.
        ids: Of the records that it gave.
        mark: Of these records' content.
        changed: When the site says that it changed, as it says it.
        own: Whether it stands for itself whatever it names as its canonical address, because that one has no page.
        language: As another page says.
    """

    depth: int = 0
    found: Found = Found.WAITING
    etag: str = ""
    modified: str = ""
    text: str = ""
    shape: str = ""
    towards: str = ""
    ids: tuple[str, ...] = ()
    mark: str = ""
    changed: str = ""
    own: bool = False
    language: str = ""


_EMPTY = asdict(Place())


@dataclass(slots=True)
class Places:
    """All addresses of one crawl. at: how many of them have been asked."""

    all: dict[str, Place] = field(default_factory=dict)
    at: int = 0
    more: dict[str, Any] = field(default_factory=dict)  # what else the crawl remembers

    def add(self, address: str, place: Place) -> None:
        """Add an address unless it is known."""
        self.all.setdefault(address, place)

    def next(self, count: int) -> list[str]:
        """Return the next addresses to ask."""
        addresses = list(islice(self.all, self.at, self.at + count))
        self.at += len(addresses)
        return addresses

    def to_text(self) -> str:
        """Return all of it as durable text."""
        rows = [[address, _short(place)] for address, place in self.all.items()]
        return packed({"at": self.at, "all": rows, "more": self.more})

    @classmethod
    def from_text(cls, text: str) -> "Places":
        """Return what `to_text` wrote. Raises BrokenData."""
        data = unpacked(text)
        try:
            return cls(dict(_long(data["all"])), data["at"], data["more"])
        except (TypeError, KeyError, ValueError):
            raise BrokenData(
                "What was remembered of this site cannot be read; read it whole again."
            ) from None


def _short(place: Place) -> dict[str, Any]:
    return {name: value for name, value in asdict(place).items() if value != _EMPTY[name]}


def _long(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterable[tuple[str, Place]]:
    for address, said in rows:
        place = Place(**{**said, "ids": tuple(said.get("ids", ()))})
        place.found = Found(place.found)
        yield address, place
