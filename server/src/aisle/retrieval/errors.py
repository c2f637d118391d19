"""What can go wrong with index versions."""

from aisle.core.errors import Conflict, InvalidInput, NotFound, Unavailable


class IndexVersionNotFound(NotFound):
    """No such index version, or not the caller's."""

    code = "index_version_not_found"
    title = "There is no such index version"


class IndexNotReady(Conflict):
    """The index version is in a state in which this cannot be done."""

    code = "index_not_ready"
    title = "The index version is not ready for this"


class IndexIncomplete(Conflict):
    """The index version lacks content that the store has; `missing` says how many items."""

    code = "index_incomplete"
    title = "The index version is not complete"


class IndexInUse(Conflict):
    """The index version answers now, so it must stay."""

    code = "index_in_use"
    title = "The index version answers at present"


class NoIndexBefore(Conflict):
    """No other version has answered before and is kept ready."""

    code = "no_index_before"
    title = "There is no version to go back to"


class TooManyVersions(Conflict):
    """As many index versions, or builds, as a store may have at once."""

    code = "too_many_index_versions"
    title = "The store has enough index versions"


class RecipeRefused(InvalidInput):
    """A recipe that cannot be built."""

    code = "recipe_refused"
    title = "The recipe cannot be used"


class HomeBusy(Unavailable):
    """A partition is read at this moment and cannot be dropped."""

    code = "index_home_busy"
    title = "The index is in use at this moment"
