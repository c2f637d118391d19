"""What can go wrong with keys."""

from aisle.core.errors import Conflict, Forbidden, NotFound


class KeyNotFound(NotFound):
    """No such key, or none that the caller may see."""

    code = "key_not_found"
    title = "There is no such key"


class KeyEnded(Conflict):
    """It was revoked, has expired, or another has its place already."""

    code = "key_ended"
    title = "This key has ended already"


class EmailNotConfirmed(Forbidden):
    """Going live needs a person who can be reached."""

    code = "email_not_confirmed"
    title = "Your e-mail address is not confirmed yet"
