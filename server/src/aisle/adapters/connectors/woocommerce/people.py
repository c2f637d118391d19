"""Customers of a WooCommerce shop. Guests are none: they exist in their orders alone."""

from collections.abc import Iterator

from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import Address, CustomerRecord


def customer(row: Fields) -> Iterator[CustomerRecord]:
    """Read an account, whatever its role."""
    billing = row.inside("billing")
    found = (address(billing), address(row.inside("shipping")))
    yield CustomerRecord(
        id=row.id(),
        updated_at=row.time("date_modified_gmt"),
        created_at=row.time("date_created_gmt"),
        email=row.word("email"),
        name=_joined(row.word("first_name"), row.word("last_name")),
        phone=billing.word("phone"),
        group=row.word("role"),
        addresses=tuple(dict.fromkeys(one for one in found if one)),
    )


def address(row: Fields) -> Address | None:
    """Read an address; None where nothing of it is filled in."""
    found = Address(
        name=_joined(row.word("first_name"), row.word("last_name")),
        company=row.word("company"),
        lines=tuple(line for name in ("address_1", "address_2") if (line := row.word(name))),
        postcode=row.word("postcode"),
        city=row.word("city"),
        region=row.word("state"),
        country=row.word("country"),
        phone=row.word("phone"),
    )
    return None if found == Address() else found


def _joined(first: str | None, last: str | None) -> str | None:
    return " ".join(filter(None, (first, last))) or None
