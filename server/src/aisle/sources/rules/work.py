"""How much a record may cost."""

from aisle.sources.rules.errors import CannotApply

MOST_STEPS = (
    300_000  # values looked at for one record; a large product with its variants takes some thousands
)
MOST_TEXT = 4 * 2**20  # characters of one text that rules make


class Work:
    """Counts what one record takes, so that no expression over any data runs away."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def spend(self, steps: int = 1) -> None:
        """Take steps. Raises CannotApply when there are none left."""
        self._left -= steps
        if self._left < 0:
            raise CannotApply("too_much_work", "The rules take too much work on this record.")

    def text(self, text: str) -> str:
        """Count a text that was made, and return it. Raises CannotApply for one that is too long."""
        if len(text) > MOST_TEXT:
            raise CannotApply("too_long", f"The rules make a text of {len(text):,} characters.")
        self.spend(1 + len(text) // 64)
        return text
