"""What can go wrong for people who use the linter."""

from aisle.core.errors import NotFound


class FindingNotFound(NotFound):
    """No such finding in this store."""

    code = "finding_not_found"
    title = "There is no such finding"


class LintRunNotFound(NotFound):
    """No such run in this store."""

    code = "lint_run_not_found"
    title = "There is no such run of the linter"
