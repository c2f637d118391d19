"""Records in memory."""

from dataclasses import dataclass, field

from aisle.identity.federation.errors import ProviderUnavailable


@dataclass
class FakeResolver:
    """Knows what a test put in."""

    records: dict[str, list[str]] = field(default_factory=dict)
    is_away: bool = False

    async def texts(self, name: str) -> tuple[str, ...]:
        """Return the TXT records of a name."""
        if self.is_away:
            raise ProviderUnavailable()
        return tuple(self.records.get(name, ()))
