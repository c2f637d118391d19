"""Calls to Linux that Python 3.11 has no function for."""

import ctypes
import os
import platform
import struct

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND = 32, 4096
MS_REC, MS_PRIVATE = 16384, 1 << 18

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522
_CAPSET = {"x86_64": 126, "aarch64": 91}

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Give this process new namespaces. Raises OSError when the system refuses."""
    _require(_libc.unshare(flags))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system. Raises OSError when the system refuses."""
    _require(
        _libc.mount(
            source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode() or None
        )
    )


def die_with_parent(signal_number: int) -> None:
    """Have this process sent a signal when its parent dies. Forgotten by the kernel when the user changes."""
    _prctl(_PR_SET_PDEATHSIG, signal_number)


def forbid_new_privileges() -> None:
    """Make set-user-id programs and file capabilities worthless to this process and its children."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def forbid_tracing() -> None:
    """Keep other processes of the same user from reading this one's memory."""
    _prctl(_PR_SET_DUMPABLE, 0)


def drop_capabilities() -> None:
    """Give up all capabilities, also those that a new user namespace came with."""
    number = _CAPSET.get(platform.machine())
    if number is None:
        raise OSError("the capset call of this machine is not known")
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    _require(_libc.syscall(ctypes.c_long(number), header, bytes(24)))


def filter_system_calls(program: bytes) -> None:
    """Install a seccomp filter, given as packed `struct sock_filter`s. Raises OSError when refused."""
    instructions = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    buffer = ctypes.create_string_buffer(header, len(header))
    _require(_libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), buffer, 0, 0))


def _prctl(option: int, value: int) -> None:
    _require(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def _require(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
