"""Rules tried before a source relies on them: on what its shop has, or on records that somebody gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.sources.connections.service import Sources
from aisle.sources.connections.trying import first_records, in_time
from aisle.sources.connections.types import Connection
from aisle.sources.records import Resource
from aisle.sources.records.coding import to_data
from aisle.sources.rules.dry_run import Rehearsed, rehearse
from aisle.sources.rules.service import Rules

SAMPLES = 10


@dataclass(frozen=True, slots=True)
class RuleTrials:
    """Tries rules; nothing is stored. Callers may act in their store."""

    service: Sources

    async def run(
        self,
        scope: Scope,
        source_id: UUID,
        resource: Resource,
        rules: Sequence[Mapping[str, Any]] | None,
        records: Sequence[Mapping[str, Any]] | None,
    ) -> list[Rehearsed]:
        """Return what records would come to.

        Args:
            rules: None: the source's own.
            records: As `coding.to_data` writes them, at most `dry_run.MOST_RECORDS`; None: the first that the shop has.

        Raises:
            SourceNotFound, InvalidRules, ShopError; InvalidInput for a resource that the source does not have.
        """
        connection = await self.service.get(scope, source_id)
        wanted = Rules(list(connection.reading.rules if rules is None else rules))
        if records is None:
            records = await self._first(scope, connection, resource)
        return rehearse(wanted, resource, records)

    async def _first(
        self, scope: Scope, connection: Connection, resource: Resource
    ) -> list[Mapping[str, Any]]:
        opening = self.service.opening
        if resource not in opening.offers(connection):
            raise InvalidInput(f"This source has no {resource}.")
        self.service.pace.take(scope.organization_id)
        async with in_time(), opening.of(scope, connection) as connector:
            return [to_data(resource, one) for one in await first_records(connector, resource, SAMPLES)]
