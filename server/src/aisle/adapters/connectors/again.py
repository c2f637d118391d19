"""What a second look at some records gives: those that are there, and those that are there but cannot be read."""

from collections.abc import Iterable, Sequence

from aisle.sources.ports import Broken
from aisle.sources.records import Record


def again(records: Iterable[Record], broken: Iterable[Broken], ids: Sequence[str]) -> list[Record | Broken]:
    """Return what was asked for.

    Args:
        records, broken: What the answers held, others than were asked for among it.
        ids: What was asked for; "7:2" is a part of what the shop calls 7. A broken one without an id may be any of them.
    """
    wanted = set(ids) | {one.partition(":")[0] for one in ids}
    kept: list[Record | Broken] = [record for record in records if record.id in set(ids)]
    for one in broken:
        if one.id is None or one.id in wanted:
            kept.append(one if one.id in ids else Broken(None, one.field, one.reason, one.raw))
    return kept
