"""What passwords need from outside: somebody who hashes them slowly, and a list of those that were stolen."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password is the one that was hashed, and whether it should be hashed anew with today's parameters."""

    matches: bool
    outdated: bool = False


class PasswordHasher(Protocol):
    """Hashes passwords, few at a time. Raises HashingBusy when too many wait already."""

    def check_room(self) -> None:
        """Raise HashingBusy while the line is full: asked first, before anything is spent on a caller."""
        ...

    async def hash(self, password: str) -> str:
        """Return the hash with its parameters and its salt, as one text."""
        ...

    async def check(self, password: str, stored: str | None) -> Verdict:
        """Compare a password with a stored hash; with None it never matches and takes just as long."""
        ...


class ClosingHasher(PasswordHasher, Protocol):
    """A hasher with threads of its own."""

    async def close(self) -> None: ...


class BreachedPasswords(Protocol):
    """Knows passwords that were stolen somewhere. Raises nothing: where the list is away, it says so in the log."""

    async def contains(self, password: str) -> bool: ...
