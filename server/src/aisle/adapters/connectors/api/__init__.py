"""REST and GraphQL APIs of any shop, described by data: no code is written for a new one."""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import BaseModel

from aisle.adapters.connectors.api.connector import ApiConnector
from aisle.adapters.connectors.api.options import ApiCredentials, ApiOptions
from aisle.sources.ports import Connector, Delta, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource


class ApiKind:
    """Any REST or GraphQL API."""

    name = "api"
    title = "REST or GraphQL API"
    summary = "Any API that answers with JSON, read as a configuration says; ready-made ones are there for some shops."
    options: type[BaseModel] = ApiOptions
    credentials: type[BaseModel] = ApiCredentials
    # What a connection really reads, and how, its options say.
    rules: Mapping[Resource, ResourceRule] = {
        resource: ResourceRule(Delta.TIME, timedelta(minutes=5), lists_ids=True) for resource in Resource
    }
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection; nothing is asked yet."""
        return ApiConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Say nothing of any address: an API that fits must be described."""
        return None


KIND = ApiKind()
