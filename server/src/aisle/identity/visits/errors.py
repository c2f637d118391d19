"""What can go wrong with visits."""

from aisle.core.errors import Conflict, Forbidden, NotFound


class NotOperator(Forbidden):
    """The caller runs nothing here."""

    code = "operators_only"
    title = "Only operators of this installation may do this"


class VisitNotFound(NotFound):
    """No such visit in this organization."""

    code = "visit_not_found"
    title = "There is no such visit"


class VisitOver(Conflict):
    """It has ended already."""

    code = "visit_over"
    title = "This visit is over already"
