"""What can be wrong with what is spent."""

from aisle.core.errors import AisleError, InvalidInput, NotFound


class BudgetExceeded(AisleError):
    """No budget has room for this call; nothing was asked of any model. `ends` says when the next period begins."""

    code = "budget_exceeded"
    status = 402
    title = "The budget is spent"


class BudgetNotFound(NotFound):
    """There is no such budget, or it is another organization's."""

    code = "budget_not_found"
    title = "There is no such budget"


class SpanRefused(InvalidInput):
    """The days asked for are in the wrong order, or too many for one page."""

    code = "usage_span_refused"
    title = "These days cannot be shown"
