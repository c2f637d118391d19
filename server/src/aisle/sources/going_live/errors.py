"""What going live refuses."""

from aisle.core.errors import Conflict, Unavailable


class NotLiveYet(Unavailable):
    """The content of the store changes too fast; the job tries again."""

    code = "source_run_not_live_yet"
    title = "The run could not go live yet"


class RunNotWaiting(Conflict):
    """Only a run that waits for a person can be approved or refused."""

    code = "source_run_not_waiting"
    title = "The run does not wait for anybody"


class RunNotLive(Conflict):
    """Only a run that is live can be taken back, and once."""

    code = "source_run_not_live"
    title = "The run cannot be taken back"
