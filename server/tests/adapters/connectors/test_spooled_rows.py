"""Rows of MariaDB come back from their file as the driver gave them."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aisle.adapters.connectors.database.mariadb import spooling

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.binary(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.dates(),
    st.timedeltas(timedelta(hours=-838), timedelta(hours=838)),
)


def typed(rows: Any) -> Any:
    return [[(type(value), value) for value in row] for row in rows]


@given(st.lists(st.lists(st.lists(VALUES, max_size=4), min_size=1, max_size=3), max_size=3))
def test_what_is_kept_is_read_again(portions: list[list[list[Any]]]) -> None:
    with tempfile.TemporaryFile() as file:
        for portion in portions:
            assert spooling.write(file, portion) == file.tell()
        found = list(spooling.read(file))
    assert [typed(one) for one in found] == [typed(one) for one in portions]


def test_moments_dates_and_amounts_are_told_apart() -> None:
    row = [datetime(2026, 1, 2, 3), date(2026, 1, 2), Decimal("1.10"), timedelta(seconds=-1), "1.10"]
    with tempfile.TemporaryFile() as file:
        spooling.write(file, [row])
        assert typed(next(spooling.read(file))) == typed([row])
