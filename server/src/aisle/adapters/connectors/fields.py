"""A shop's JSON, field by field: what is missing is None, what is of another shape is said to be, and nothing crashes."""

import json
import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Self, TypeVar

from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken
from aisle.sources.records import Record

MOST_RAW = 4096  # characters of a record that is put aside
WIDEST = 18  # digits before or after the point
R = TypeVar("R", bound=Record)


class Unreadable(BrokenData):
    """A field is not what it should be. field: its path within the record."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


class Fields:
    """An object of a shop's answer."""

    def __init__(self, data: Any, path: str = "") -> None:
        """Take an object. Raises Unreadable for anything else."""
        if not isinstance(data, dict):
            raise Unreadable(path or "record", "should be an object")
        self.data, self._path = data, path

    def has(self, name: str) -> bool:
        """Whether the shop says anything about it."""
        return self.data.get(name) is not None

    def id(self, name: str = "id") -> str:
        """Return an id, number or text, as text. Raises Unreadable without one."""
        found = self.word(name)
        if found is None:
            raise self._wrong(name, "is missing")
        return found

    def number_id(self, name: str) -> str | None:
        """Return an id; None for 0 too, which shops write for "nobody"."""
        found = self.word(name)
        return None if found in (None, "0") else found

    def word(self, name: str) -> str | None:
        """Return a text without blanks around it; None for an empty one."""
        return self.text(name).strip() or None

    def text(self, name: str) -> str:
        """Return a text, "" for none."""
        value = self.data.get(name)
        if value is None or isinstance(value, str):
            return storable(value or "")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(name, "should be a text")
        return str(value)

    def flag(self, name: str) -> bool | None:
        """Return yes or no, in one of the forms that shops write."""
        value = self.data.get(name)
        if value in (True, "1", "yes"):
            return True
        return False if value in (False, "0", "no") else None

    def number(self, name: str) -> Decimal | None:
        """Return a number exactly as written, from a JSON number or a text; None for an empty one."""
        value = self.data.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            raise self._wrong(name, "should be a number")
        return self._decimal(name, value)

    def whole(self, name: str) -> int | None:
        """Return a count; half a piece cannot be sold, so it is rounded down."""
        value = self.number(name)
        return None if value is None else math.floor(value)

    def time(self, name: str) -> datetime | None:
        """Return a time in UTC. Those without a zone are UTC: connectors ask for the fields where that is so."""
        said = self.word(name)
        if said is None or said.startswith("0000-00-00"):
            return None
        try:
            found = datetime.fromisoformat(said)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._wrong(name, "should be a time") from None

    def inside(self, name: str) -> Self:
        """Return an object within, an empty one where there is none. PHP writes an empty one as a list."""
        value = self.data.get(name)
        return type(self)({} if value in (None, [], "") else value, self._name(name))

    def items(self, name: str) -> list[Self]:
        """Return the objects of a list, none where the shop writes null."""
        value = self.data.get(name)
        if value is None or value in ("", {}):
            return []
        if not isinstance(value, list):
            raise self._wrong(name, "should be a list")
        return [type(self)(one, f"{self._name(name)}[{place}]") for place, one in enumerate(value)]

    def texts(self, name: str) -> list[str]:
        """Return the texts and numbers of a list as texts; others are left out."""
        value = self.data.get(name)
        found = value if isinstance(value, list) else []
        return [
            storable(str(one)) for one in found if isinstance(one, str | int | Decimal) and str(one).strip()
        ]

    def _decimal(self, name: str, value: Any) -> Decimal:
        try:
            found = Decimal(value)
        except InvalidOperation:
            raise self._wrong(name, "should be a number") from None
        # 1e999999 is short to write and has a million digits once it is added up.
        if (
            not found.is_finite()
            or abs(found.adjusted()) > WIDEST
            or len(found.as_tuple().digits) > 2 * WIDEST
        ):
            raise self._wrong(name, "is too large or too fine a number")
        return found

    def _name(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _wrong(self, name: str, reason: str) -> Unreadable:
        return Unreadable(self._name(name), reason)


def storable(text: str) -> str:
    """Return a text without what no database keeps: NULs, and halves of emojis."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def read_all(
    rows: Iterable[Any], read: Callable[[Fields], Iterable[R]], key: str = "id"
) -> tuple[list[R], list[Broken]]:
    """Read each row; return the records, and what could not be read."""
    records: list[R] = []
    broken: list[Broken] = []
    for row in rows:
        try:
            records += read(Fields(row))
        except Unreadable as error:
            broken.append(Broken(_id_of(row, key), error.field, error.reason, shortened(row)))
    return records, broken


def shortened(raw: Any) -> Any:
    """Return a record as it came, or its beginning where it is large."""
    text = json.dumps(raw, default=str, ensure_ascii=False)
    return json.loads(storable(text)) if len(text) <= MOST_RAW else {"beginning": storable(text[:MOST_RAW])}


def _id_of(row: Any, key: str) -> str | None:
    value = row.get(key) if isinstance(row, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
