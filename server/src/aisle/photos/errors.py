"""What can go wrong with a photo."""

from aisle.core.errors import Conflict, InvalidInput, NotFound, RateLimited


class PhotoRefused(InvalidInput):
    """A file that is no photo, or one that cannot be taken; `reason` travels in extra."""

    code = "photo_refused"
    title = "This photo cannot be taken"


class PhotoNotFound(NotFound):
    """No such photo, or another shopper's."""

    code = "photo_not_found"
    title = "There is no such photo"


class PhotoUsed(Conflict):
    """A photo belongs to the conversation it was sent in."""

    code = "photo_used"
    title = "This photo belongs to a conversation"


class TooManyPhotos(RateLimited):
    """Photos that were uploaded and never sent wait for an hour."""

    code = "too_many_photos"
    title = "Too many photos wait to be sent"
