"""The kind "google"."""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import BaseModel

from aisle.adapters.connectors.google.connector import GoogleConnector
from aisle.adapters.connectors.google.credentials import GoogleCredentials
from aisle.adapters.connectors.google.grant import GRANT, HOSTS
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.sources.ports import Connector, Delta, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource

RULES: Mapping[Resource, ResourceRule] = {
    Resource.DOCUMENTS: ResourceRule(Delta.CURSOR, timedelta(0), silent=(), lists_ids=True),
    Resource.PRODUCTS: ResourceRule(Delta.CONDITIONAL, timedelta(0), silent=()),
}


class Google:
    """Google Drive with its Docs, Sheets and Slides."""

    name = "google"
    title = "Google Drive"
    summary = "Reads Docs, Sheets, Slides and files of folders and shared drives in Google Drive."
    options: type[BaseModel] = GoogleOptions
    credentials: type[BaseModel] = GoogleCredentials
    rules = RULES
    hooks: Hooks | None = None
    oauth = GRANT
    hosts = HOSTS

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return GoogleConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """No shop runs on Drive."""
        return None


GOOGLE = Google()
