"""What a connection to a shop is, for whoever writes one: the port `Connector` and how a kind describes itself.

A new connector is one file (or folder) in `aisle/adapters/connectors` and one line in its registry.
"""

from aisle.sources.ports.hooks import Delivery, Event, Hooks, Publishing, Subscription
from aisle.sources.ports.kinds import (
    Authorizing,
    Bound,
    Detected,
    Detecting,
    Kind,
    Offering,
    Receiving,
    hooks_of,
    offered,
)
from aisle.sources.ports.outside import Answer, Outside, Request
from aisle.sources.ports.reading import Broken, Checked, Connector, Delta, Page, ResourceRule, page_of
from aisle.sources.ports.setup import Convert, Politeness, Setup, convert_nothing, nobody_else_renews, nowhere

__all__ = [
    "Answer",
    "Authorizing",
    "Bound",
    "Broken",
    "Checked",
    "Connector",
    "Convert",
    "Delivery",
    "Delta",
    "Detected",
    "Detecting",
    "Event",
    "Hooks",
    "Kind",
    "Offering",
    "Outside",
    "Page",
    "Politeness",
    "Publishing",
    "Receiving",
    "Request",
    "ResourceRule",
    "Setup",
    "Subscription",
    "convert_nothing",
    "hooks_of",
    "nobody_else_renews",
    "nowhere",
    "offered",
    "page_of",
]
