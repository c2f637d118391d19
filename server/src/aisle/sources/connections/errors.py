"""What can be wrong with a connection."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class SourceKindNotFound(NotFound):
    """No connector has that name."""

    code = "source_kind_not_found"
    title = "There is no such kind of source"


class InvalidForm(InvalidInput):
    """Options or credentials that do not fit the kind; `fields` says what is wrong with each."""

    code = "invalid_source"
    title = "The source's options are not valid"


class SourceBusy(Conflict):
    """The source is being read already, or is on its way out."""

    code = "source_busy"
    title = "The source is busy"


class TooManySources(Conflict):
    """The store has as many sources as one may have."""

    code = "too_many_sources"
    title = "The store has too many sources"


class NothingToRead(Conflict):
    """The source is broken or paused, or nobody has let Aisle in yet."""

    code = "source_not_active"
    title = "The source is not read now"
