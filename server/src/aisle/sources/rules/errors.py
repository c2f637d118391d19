"""What can be wrong with rules, and with a record that they meet."""

from aisle.core.errors import InvalidInput


class InvalidRules(InvalidInput):
    """Rules that cannot be used. extra["errors"]: each with where it is (`rule`, `field`), and what is wrong (`reason`)."""

    code = "invalid_rules"
    title = "The rules cannot be used"


class CannotApply(Exception):
    """A value that a rule can do nothing with: the record goes into quarantine, nothing else stops.

    Attributes:
        code: Stable, for grouping by cause.
        reason: What is wrong with the value, in a sentence.
        field: Where in the record, where known.
    """

    def __init__(self, code: str, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason, self.field = code, reason, field
