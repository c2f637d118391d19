"""What can go wrong with exports."""

from aisle.core.errors import Conflict, NotFound


class ExportNotFound(NotFound):
    """No such export, or another owner's."""

    code = "export_not_found"
    title = "There is no such export"


class ExportRunning(Conflict):
    """One is being packed; there is one at a time."""

    code = "export_running"
    title = "An export is being packed already; wait for it or delete it"


class ExportNotReady(Conflict):
    """It is still being packed, or packing failed."""

    code = "export_not_ready"
    title = "This export is not ready"
