"""What is refused about several sources and one truth."""

from aisle.core.errors import InvalidInput, NotFound


class ConflictNotFound(NotFound):
    """There is no such conflict."""

    code = "source_conflict_not_found"
    title = "There is no such conflict"


class NotOneOfThem(InvalidInput):
    """Only a source that said something about the field can be believed."""

    code = "source_conflict_choice"
    title = "This source says nothing about the field"


class RecordNotFound(NotFound):
    """The source has no such record."""

    code = "source_record_not_found"
    title = "The source has no such record"


class TruthRulesInvalid(InvalidInput):
    """The rules cannot be applied."""

    code = "truth_rules_invalid"
    title = "These rules cannot be used"
