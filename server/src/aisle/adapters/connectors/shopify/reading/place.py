"""Where a read stands, as text that outlives the process."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from aisle.sources.errors import BrokenData


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the read of one resource.

    Attributes:
        at: When the read began, by the shop's clock: the next mark.
        part: Which of a resource's parts: a location, a kind of document. "": the first.
        after: Cursor of the page before.
        above: Number of the id that this stretch begins after; Shopify ends one listing at 25,000 objects.
        seen: Objects of this stretch.
        bulk: The operation whose file is read.
        done: Objects of the file that were given.
    """

    at: str = ""
    part: str = ""
    after: str | None = None
    above: int = 0
    seen: int = 0
    bulk: str | None = None
    done: int = 0

    def to_text(self) -> str:
        """Return it as JSON, what is as usual left out."""
        usual = asdict(Place())
        return json.dumps({name: value for name, value in asdict(self).items() if value != usual[name]})

    @classmethod
    def of(cls, text: str | None) -> "Place":
        """Return what `to_text` wrote; None: the beginning. Raises BrokenData."""
        try:
            return cls(**json.loads(text)) if text else cls()
        except (ValueError, TypeError):
            raise BrokenData("The place where the read stopped cannot be understood.") from None


def moment(at: datetime) -> str:
    """Return a time as filters take it: in UTC. Shopify has ignored offsets in filters."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
