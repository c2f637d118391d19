"""Confluence among the kinds of sources."""

from collections.abc import Mapping

from pydantic import BaseModel

from aisle.adapters.connectors.confluence.connector import ConfluenceConnector
from aisle.adapters.connectors.confluence.settings import RULES, ConfluenceCredentials, ConfluenceOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource


class ConfluenceKind:
    """The kind."""

    name = "confluence"
    title = "Confluence"
    summary = "Pages, blog posts and attached files of Confluence spaces, Cloud or Data Center."
    options: type[BaseModel] = ConfluenceOptions
    credentials: type[BaseModel] = ConfluenceCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return ConfluenceConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Nobody names a wiki when asked for a shop's address."""
        return None


CONFLUENCE = ConfluenceKind()
