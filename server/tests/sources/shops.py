"""Fake shops with a clock that is moved by hand, and what they are filled with."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from aisle.sources.fake import FakeCredentials, FakeKind, FakeOptions, FakeShop
from aisle.sources.ports import Connector, Politeness, Setup
from aisle.sources.records import Amount, ProductRecord, StockRecord, VariantRecord

ADDRESS = "https://shop.example"
BEGAN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@dataclass
class ShopClock:
    """A clock that goes on by a second with every look, or by as much as it is moved."""

    at: datetime = BEGAN
    step: timedelta = timedelta(seconds=1)

    def __call__(self) -> datetime:
        """Return the time, and let it go on."""
        self.at += self.step
        return self.at

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


@dataclass
class Kept:
    """Credentials that a connector had stored."""

    tokens: list[str] = field(default_factory=list)

    async def keep(self, credentials: Any) -> None:
        """Store renewed ones."""
        self.tokens.append(credentials.token.get_secret_value())


def product(number: int, price: str = "10.00", **changed: Any) -> ProductRecord:
    """Return a product with one variant."""
    one = VariantRecord(f"v{number}", f"p{number}", sku=f"SKU-{number}", price=Amount(Decimal(price), "EUR"))
    fields = {"handle": f"thing-{number}", "title": f"Thing {number}", "variants": (one,)}
    return ProductRecord(f"p{number}", **{**fields, **changed})


def stock(number: int, quantity: int) -> StockRecord:
    """Return how many of a variant there are."""
    return StockRecord(f"v{number}", quantity)


def open_shop(shop: FakeShop, kept: Kept | None = None, token: str = "right") -> Connector:
    """Return a connection to a fake shop."""
    kind = FakeKind({ADDRESS: shop})
    setup = Setup(
        FakeOptions(address=ADDRESS),
        FakeCredentials(token=token),
        outside=None,  # type: ignore[arg-type]  # a shop in memory is asked without
        politeness=Politeness(),
        now=shop.now,
        keep_credentials=(kept or Kept()).keep,
    )
    return kind.open(setup)
