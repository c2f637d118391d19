"""Records survive the database exactly, and a record that only got a new time is the same record."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aisle.sources.records import (
    Amount,
    DocumentRecord,
    OrderRecord,
    Resource,
    Stated,
    record_type,
)
from aisle.sources.records.coding import from_data, hash_of, to_data

TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda time: time.replace(tzinfo=UTC))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
st.register_type_strategy(datetime, TIMES)
st.register_type_strategy(Decimal, DECIMALS)
st.register_type_strategy(
    Stated, lambda kind: st.builds(Stated, st.none() | st.sampled_from(kind.__args__[0]), st.text())
)
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"])))


@pytest.mark.parametrize("resource", list(Resource))
def test_records_come_back_as_they_were(resource) -> None:
    @given(st.from_type(record_type(resource)))
    def check(record) -> None:
        kept = replace(record, content=None) if isinstance(record, DocumentRecord) else record
        assert from_data(resource, to_data(resource, record)) == kept

    check()


def test_amounts_keep_every_digit() -> None:
    order = OrderRecord("1", "A-1", total=Amount(Decimal("-19.9950"), "KWD"))
    assert to_data(Resource.ORDERS, order)["total"]["amount"] == "-19.9950"


def test_state_that_nobody_knows_is_kept_as_said() -> None:
    order = OrderRecord("1", "A-1", state=Stated(None, "wc-being-engraved"))
    assert from_data(Resource.ORDERS, to_data(Resource.ORDERS, order)) == order


def test_time_alone_is_no_change_but_bytes_are() -> None:
    page = DocumentRecord("/a", "a", b"one", updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    later = replace(page, updated_at=datetime(2026, 2, 1, tzinfo=UTC))
    hashes = {hash_of(Resource.DOCUMENTS, one) for one in (page, later)}
    assert len(hashes) == 1
    assert hash_of(Resource.DOCUMENTS, replace(page, content=b"two")) not in hashes


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(ValidationError):
        from_data(Resource.ORDERS, {"id": "1"})
