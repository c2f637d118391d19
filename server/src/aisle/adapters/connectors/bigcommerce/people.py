"""Customers of a BigCommerce shop."""

from collections.abc import Iterator

from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import Address, CustomerRecord


def customer(row: Fields) -> Iterator[CustomerRecord]:
    """Read an account (v3)."""
    yield CustomerRecord(
        id=row.id(),
        updated_at=row.time("date_modified"),
        created_at=row.time("date_created"),
        email=row.word("email"),
        name=_name(row),
        phone=row.word("phone"),
        group=row.number_id("customer_group_id"),
        addresses=tuple(found for one in row.items("addresses") if (found := _home(one))),
    )


def order_address(row: Fields) -> Address | None:
    """Read an address of an order (v2); None where nothing of it is filled in."""
    return _address(row, ("street_1", "street_2"), "zip", "state", "country_iso2")


def _home(row: Fields) -> Address | None:
    return _address(row, ("address1", "address2"), "postal_code", "state_or_province", "country_code")


def _address(row: Fields, lines: tuple[str, str], postcode: str, region: str, country: str) -> Address | None:
    found = Address(
        name=_name(row),
        company=row.word("company"),
        lines=tuple(line for name in lines if (line := row.word(name))),
        postcode=row.word(postcode),
        city=row.word("city"),
        region=row.word(region),
        country=row.word(country),
        phone=row.word("phone"),
    )
    return None if found == Address() else found


def _name(row: Fields) -> str | None:
    return " ".join(filter(None, (row.word("first_name"), row.word("last_name")))) or None
