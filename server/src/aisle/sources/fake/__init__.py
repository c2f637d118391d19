"""A shop in memory with a connector to it, for trying the engine out: pages, times of change, silent changes, faults to order."""

from aisle.sources.fake.connector import FakeConnector
from aisle.sources.fake.consenting import GRANT, ConsentingKind
from aisle.sources.fake.kind import RULES, FakeCredentials, FakeKind, FakeOptions
from aisle.sources.fake.shop import FakeShop, Killed

__all__ = [
    "GRANT",
    "RULES",
    "ConsentingKind",
    "FakeConnector",
    "FakeCredentials",
    "FakeKind",
    "FakeOptions",
    "FakeShop",
    "Killed",
]
