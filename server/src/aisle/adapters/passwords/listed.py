"""The 30,000 most used of stolen passwords, as zxcvbn brings them along: no network is needed."""

from functools import lru_cache

from zxcvbn.frequency_lists import FREQUENCY_LISTS

LIST = "passwords"


class ListedPasswords:
    """Knows passwords of a list, and the same with a few marks put before or behind."""

    async def contains(self, password: str) -> bool:
        """Whether it is on the list, whatever its capitals and what it is padded with."""
        small = password.lower()
        return bool({small, small.strip("0123456789!?.-_ "), small.rstrip("0123456789!?.-_ ")} & _listed())


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS[LIST])
