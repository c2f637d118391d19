"""What can go wrong with organizations and stores."""

from aisle.core.errors import Conflict, Forbidden, NotFound


class SlugTaken(Conflict):
    """Another store of this installation has the slug."""

    code = "slug_taken"
    title = "This store address is taken"


class StoreNotFound(NotFound):
    """No such store, or not the caller's."""

    code = "store_not_found"
    title = "There is no such store"


class OrganizationNotFound(NotFound):
    """No such organization."""

    code = "organization_not_found"
    title = "There is no such organization"


class StoreSuspended(Forbidden):
    """The store rests: it answers nobody until it is resumed."""

    code = "store_suspended"
    title = "This store is suspended; resume it first"


class StoreDeleted(Conflict):
    """The store is on its way out."""

    code = "store_deleted"
    title = "This store was deleted; restore it first"
