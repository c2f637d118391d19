"""Customers of a Magento shop. Accounts belong to websites: one e-mail can have several."""

from collections.abc import Iterator

from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import Address, CustomerRecord


def customer(row: Fields) -> Iterator[CustomerRecord]:
    """Read an account."""
    homes = row.items("addresses")
    yield CustomerRecord(
        id=row.id(),
        updated_at=row.time("updated_at"),
        created_at=row.time("created_at"),
        email=row.word("email"),
        name=_name(row),
        phone=next((phone for one in homes if (phone := one.word("telephone"))), None),
        group=row.word("group_id"),
        addresses=tuple(found for one in homes if (found := address(one))),
    )


def address(row: Fields) -> Address | None:
    """Read an address; None where nothing of it is filled in. Orders write the region as text, accounts as an object."""
    region = row.data.get("region")
    found = Address(
        name=_name(row),
        company=row.word("company"),
        lines=tuple(row.texts("street")),
        postcode=row.word("postcode"),
        city=row.word("city"),
        region=row.inside("region").word("region") if isinstance(region, dict) else row.word("region"),
        country=row.word("country_id"),
        phone=row.word("telephone"),
    )
    return None if found == Address() else found


def _name(row: Fields) -> str | None:
    return " ".join(filter(None, (row.word("firstname"), row.word("lastname")))) or None
