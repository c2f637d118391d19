"""What can go wrong with assistants."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class SettingsInvalid(InvalidInput):
    """A setting that an assistant cannot have; `errors` names each with what to do."""

    code = "assistant_settings_invalid"
    title = "The assistant cannot be set up like this"


class ReleaseChanged(Conflict):
    """Somebody else published in between; `live` is the number of the release that answers now."""

    code = "release_changed"
    title = "Another release answers meanwhile"


class DraftChanged(Conflict):
    """Somebody else saved the draft in between; `draft` is what it says now, `sent` what was not saved."""

    code = "draft_changed"
    title = "Somebody else changed the draft meanwhile"


class NothingToPublish(Conflict):
    """The settings are what the live release says already."""

    code = "nothing_to_publish"
    title = "Nothing would change"


class ReleaseNotFound(NotFound):
    """The assistant has no release of this number."""

    code = "release_not_found"
    title = "There is no such release"
