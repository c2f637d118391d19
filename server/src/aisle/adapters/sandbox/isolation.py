"""Cutting a process off, step by step; a step that the system refuses is left out and told."""

import os
import resource
import signal
from collections.abc import Sequence

from aisle.adapters.sandbox import kernel
from aisle.adapters.sandbox.limits import SandboxLimits
from aisle.adapters.sandbox.syscalls import filter_program

_NAMESPACES = (
    kernel.CLONE_NEWNET | kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
)
_NOBODY = 65_534
# Any of these can be covered by the empty root; which does not matter, because nothing below is seen any more.
_ROOT_PLACES = ("/tmp", "/proc", "/dev")  # noqa: S108 - covered, not written to


def enter_namespaces() -> bool:
    """Give this process's next child network, mounts, processes and names of its own.

    Without root a user namespace comes first, which some systems refuse.

    Returns:
        Whether it worked.
    """
    user, group = os.getuid(), os.getgid()
    try:
        kernel.unshare(_NAMESPACES if user == 0 else _NAMESPACES | kernel.CLONE_NEWUSER)
        if user != 0:
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"{user} {user} 1")
            _write("/proc/self/gid_map", f"{group} {group} 1")
    except OSError:
        return False
    return True


def enter_empty_root() -> bool:
    """Replace the file system with an empty one that cannot be written. Needs the namespaces."""
    try:
        kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
        place = next(place for place in _ROOT_PLACES if os.path.isdir(place))
        flags = kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
        kernel.mount("tmpfs", place, "tmpfs", flags, "size=4k,mode=555")
        os.chroot(place)
        os.chdir("/")
    except (OSError, StopIteration):
        return False
    return True


def enter_root_of(folders: Sequence[str]) -> bool:
    """Replace the file system with one that has these folders alone, none of which can be written. Needs the namespaces."""
    try:
        kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
        place = next(place for place in _ROOT_PLACES if os.path.isdir(place))
        flags = kernel.MS_NOSUID | kernel.MS_NODEV
        kernel.mount("tmpfs", place, "tmpfs", flags, "size=64k,mode=755")
        for folder in folders:
            _show(folder, place)
        kernel.mount("none", place, "", kernel.MS_REMOUNT | kernel.MS_RDONLY | flags)
        os.chroot(place)
        os.chdir("/")
    except (OSError, StopIteration):
        return False
    return True


def _show(folder: str, place: str) -> None:
    """Make a folder, or a link to one, seen under another root, for reading alone."""
    seen = place + folder
    if os.path.islink(folder):
        os.symlink(os.readlink(folder), seen)
    elif os.path.isdir(folder):
        os.makedirs(seen, exist_ok=True)
        kernel.mount(folder, seen, "", kernel.MS_BIND | kernel.MS_REC)
        flags = kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV
        kernel.mount("none", seen, "", kernel.MS_REMOUNT | kernel.MS_BIND | flags)


def drop_user() -> None:
    """Become nobody when this is root, and give up every privilege."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    kernel.forbid_new_privileges()
    kernel.drop_capabilities()
    kernel.forbid_tracing()
    # Changing the user made the kernel forget it.
    kernel.die_with_parent(signal.SIGKILL)


def limit_resources(limits: SandboxLimits) -> None:
    """Set the limits of this process; they cannot be raised again."""
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_NOFILE, limits.open_files),
        # No file may grow, so nothing can be written anywhere, not even to a descriptor left open.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(kind, (value, value))


def filter_system_calls(program: bytes | None = None) -> bool:
    """Refuse the system calls that a parser, or another program, does not need.

    Returns:
        Whether the system has such filters.
    """
    try:
        kernel.filter_system_calls(program or filter_program())
    except OSError:
        return False
    return True


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
