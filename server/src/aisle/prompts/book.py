"""What organizations put in the place of prompts, remembered for a while: a turn does not ask for it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from aisle.core.db import Database, Scope
from aisle.core.errors import Unavailable
from aisle.prompts import repository
from aisle.prompts.types import Override

REMEMBER_SECONDS = 30.0  # so long another process may go on with the version before
AWAY_SECONDS = 2.0
REMEMBER_MOST = 10_000


@dataclass(slots=True)
class PromptBook:
    """The newest overrides of each organization."""

    database: Database
    clock: Callable[[], float] = time.monotonic
    _known: dict[UUID, tuple[float, Mapping[str, Override]]] = field(default_factory=dict)

    async def of(self, organization_id: UUID) -> Mapping[str, Override]:
        """Return an organization's overrides by name. Without a database, those that were known hold on."""
        until, found = self._known.get(organization_id, (0.0, {}))
        if until > self.clock():
            return found
        remember = REMEMBER_SECONDS
        try:
            async with self.database.open_scope(Scope(organization_id, None)) as session:
                found = await repository.newest_of_all(session)
        except Unavailable:
            remember = AWAY_SECONDS
        if len(self._known) >= REMEMBER_MOST:
            self._known.clear()
        self._known[organization_id] = (self.clock() + remember, found)
        return found

    def forget(self, organization_id: UUID) -> None:
        """Read an organization's overrides anew with the next turn."""
        self._known.pop(organization_id, None)
