"""What can go wrong with the window's settings."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class WidgetSettingsInvalid(InvalidInput):
    """A setting that the window cannot have; `errors` names each with what to do."""

    code = "widget_settings_invalid"
    title = "The window cannot be set up like this"


class WidgetDraftChanged(Conflict):
    """Somebody else saved the draft in between; `draft` is what it says now."""

    code = "widget_draft_changed"
    title = "Somebody else changed the window's draft meanwhile"


class WidgetReleaseChanged(Conflict):
    """Somebody else published in between; `live` is the number of the release that shoppers see."""

    code = "widget_release_changed"
    title = "Another release of the window is live meanwhile"


class NothingNewInWidget(Conflict):
    """The settings are what the live release says already."""

    code = "widget_unchanged"
    title = "Nothing would change in the window"


class WidgetReleaseNotFound(NotFound):
    """The window has no release of this number."""

    code = "widget_release_not_found"
    title = "There is no such release of the window"


class WidgetPreviewEnded(NotFound):
    """The link was not signed here, or its time is over."""

    code = "widget_preview_ended"
    title = "This preview has ended"
