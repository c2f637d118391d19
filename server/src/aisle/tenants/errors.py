"""What can go wrong with organizations and stores."""

from aisle.core.errors import Conflict, NotFound


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
