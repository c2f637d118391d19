"""Whether a first start fits on the disk, said before anything is half made."""

import shutil

from aisle.core.errors import Unavailable
from aisle.core.settings import Settings

FIRST_START_MB = 400  # database, model and the drafts while it is built


class DiskTooFull(Unavailable):
    """A first start would run out of space halfway."""

    code = "disk_too_full"
    title = "There is not enough space on the disk"


def refuse_full_disk(settings: Settings) -> None:
    """Raise DiskTooFull when nothing is made yet and too little is free."""
    if (settings.home / "cache" / "models").exists():
        return
    place = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    free = shutil.disk_usage(place).free // 2**20
    if free < FIRST_START_MB:
        raise DiskTooFull(
            f"{free} MB are free where AISLE_HOME lies ({settings.home}); the first start needs {FIRST_START_MB} MB. "
            "Free some, or set AISLE_HOME to a folder on another disk."
        )
