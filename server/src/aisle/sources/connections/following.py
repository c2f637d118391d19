"""Sources that are read after others."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from aisle.sources.connections.errors import InvalidForm
from aisle.sources.connections.settings import settings_of
from aisle.sources.connections.types import Connection


def before_of(one: Connection, every: Sequence[Connection]) -> list[Connection]:
    """Return the sources that one is read after; names that no source has any more stand in nobody's way."""
    named = set(settings_of(one.reading.settings).after)
    return [other for other in every if {other.name, str(other.source_id)} & named]


def check_following(one: Connection, every: Sequence[Connection]) -> None:
    """Check what a source is read after. Raises InvalidForm for strangers, and where it would wait for itself."""
    known = {word for other in every for word in (other.name, str(other.source_id))}
    strange = [word for word in settings_of(one.reading.settings).after if word not in known]
    if strange:
        raise _invalid(f"The store has no source “{strange[0]}”.")
    seen, waiting = set[UUID](), [one]
    while waiting:
        for other in before_of(waiting.pop(), every):
            if other.source_id == one.source_id:
                raise _invalid("The source would wait for itself.")
            if other.source_id not in seen:
                seen.add(other.source_id)
                waiting.append(other)


def _invalid(reason: str) -> InvalidForm:
    return InvalidForm(f"settings.after: {reason}", fields={"settings.after": reason})
