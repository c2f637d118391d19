"""Which models a call can reach: the installation's, and those that its payer's organization brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from aisle.llm.gateway.endpoints import Endpoint, Health


@dataclass(frozen=True, slots=True)
class Reach:
    """Models by name, and how each has been."""

    endpoints: Mapping[str, Endpoint]
    health: Mapping[str, Health]

    def with_own(self, own: "Reach", shadows: frozenset[str]) -> "Reach":
        """Return these and an organization's own.

        Args:
            own: Of one organization.
            shadows: Names that its own models take from these; any other name that both have stays with these.
        """
        mine = {name for name in own.endpoints if name in shadows or name not in self.endpoints}
        return Reach(
            {**self.endpoints, **{name: own.endpoints[name] for name in mine}},
            {**self.health, **{name: own.health[name] for name in mine}},
        )


class EndpointDirectory(Protocol):
    """Knows the models that organizations brought."""

    async def reach(self, organization_id: UUID, installation: Reach) -> Reach:
        """Return what an organization's calls can reach: never anything of another organization.

        What is returned is not changed afterwards; a call goes on with what it was given.
        """
        ...
