"""Addresses as they are compared: what looks like another's is refused, and never becomes it."""

import pytest

from aisle.core.errors import InvalidInput
from aisle.identity.emails import read_email

KELVIN, LONG_S, CYRILLIC_A, FULL_WIDTH_A = "\u212a", "\u017f", "\u0430", "\uff41"


@pytest.mark.parametrize(
    "local", [f"{KELVIN}im", f"ro{LONG_S}e", f"{CYRILLIC_A}da", f"{FULL_WIDTH_A}da", "a\u200bda"]
)
def test_look_alike_is_no_address(local: str) -> None:
    with pytest.raises(InvalidInput):
        read_email(f"{local}@shop.example")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (" Kim@Shop.Example ", "kim@shop.example"),
        ("kim@B\u00fccher.example", "kim@xn--bcher-kva.example"),
        (f"kim@{FULL_WIDTH_A}bc.example", "kim@abc.example"),
    ],
)
def test_one_address_has_one_writing(written: str, read: str) -> None:
    assert read_email(written) == read
