"""What can go wrong with organizations."""

from aisle.core.errors import Conflict, InvalidInput


class NameDiffers(InvalidInput):
    """What was typed is not the name: deleting is confirmed by typing it."""

    code = "name_differs"
    title = "The name that was typed is another one"


class NotDeleted(Conflict):
    """There is nothing to bring back."""

    code = "not_deleted"
    title = "This was not deleted"


class TooManyOrganizations(Conflict):
    """A limit, so that an account cannot fill an installation."""

    code = "too_many_organizations"
    title = "You belong to as many organizations as one person may"
