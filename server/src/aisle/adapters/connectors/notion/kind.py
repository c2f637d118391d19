"""Notion among the kinds of sources."""

from collections.abc import Mapping

from pydantic import BaseModel

from aisle.adapters.connectors.notion.connector import NotionConnector
from aisle.adapters.connectors.notion.settings import RULES, NotionCredentials, NotionOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource


class NotionKind:
    """The kind."""

    name = "notion"
    title = "Notion"
    summary = "Pages of a Notion workspace as documents, rows of databases as documents or products."
    options: type[BaseModel] = NotionOptions
    credentials: type[BaseModel] = NotionCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return NotionConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Nobody names a workspace when asked for a shop's address."""
        return None


NOTION = NotionKind()
