"""The fake list of stolen passwords."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownPasswords:
    """Knows those that it was given."""

    known: frozenset[str] = frozenset({"password123"})

    async def contains(self, password: str) -> bool:
        """Whether it is one of them."""
        return password.lower() in self.known
