"""The seccomp filter: what no parser needs is refused, opening files included, since all code is loaded by then.

Numbers are those of the kernel's tables arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h; the program's form is described in the kernel's
Documentation/userspace-api/seccomp_filter.rst.
"""

import errno
import platform
import struct

# Unnamed in order: open creat openat openat2 | socket connect accept socketpair bind listen sendto sendmsg
# accept4 sendmmsg | fork vfork clone clone3 execve execveat | kill tkill ptrace process_vm_readv/writev
# pidfd_open pidfd_getfd pidfd_send_signal | rename(s) mkdir(s) rmdir link(s) symlink(s) unlink(s) mknod(s) chmod(s)
# chown(s) truncate ftruncate | mount umount2 chroot pivot_root unshare setns | bpf perf_event_open userfaultfd
# memfd_create io_uring_* keys.
_X86_64 = (
    (2, 85, 257, 437),
    (41, 42, 43, 53, 49, 50, 44, 46, 288, 307),
    (57, 58, 56, 435, 59, 322),
    (62, 200, 101, 310, 311, 434, 438, 424),
    (
        82,
        264,
        316,
        83,
        258,
        84,
        86,
        265,
        88,
        266,
        87,
        263,
        133,
        259,
        90,
        91,
        268,
        452,
        92,
        93,
        94,
        260,
        76,
        77,
    ),
    (165, 166, 161, 155, 272, 308, 428, 429, 430, 431, 432, 442),
    (321, 298, 323, 319, 425, 426, 427, 248, 249, 250),
)
_AARCH64 = (
    (56, 437),
    (198, 203, 202, 199, 200, 201, 206, 211, 242, 269),
    (220, 435, 221, 281),
    (129, 130, 117, 270, 271, 434, 438, 424),
    (38, 276, 34, 35, 36, 37, 33, 52, 53, 452, 54, 55, 45, 46),
    (40, 39, 51, 41, 97, 268, 428, 429, 430, 431, 432, 442),
    (280, 241, 282, 279, 425, 426, 427, 217, 218, 219),
)
# AUDIT_ARCH_* of linux/audit.h: a call made through another architecture's table is refused as a whole.
_MACHINES = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}

_EXECUTING = {"x86_64": (59, 322), "aarch64": (221, 281)}

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET = 0, 4
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES
_KILL = 0x80000000
# On x86-64 the x32 table's numbers start here; they would pass by a list of the others.
_X32 = 0x40000000


def filter_program() -> bytes:
    """Return the filter for this machine. Raises OSError for a machine whose numbers are not known."""
    if platform.machine() not in _MACHINES:
        raise OSError(f"no system call table for {platform.machine()}")
    return _program(frozenset())


def program_filter() -> bytes:
    """Return the filter for a program that is yet to be started and reads files of its own: neither is refused.

    Raises OSError as `filter_program`.
    """
    if platform.machine() not in _MACHINES:
        raise OSError(f"no system call table for {platform.machine()}")
    opening = _MACHINES[platform.machine()][1][0]
    return _program(frozenset((*opening, *_EXECUTING[platform.machine()])))


def _program(allowed: frozenset[int]) -> bytes:
    architecture, groups = _MACHINES[platform.machine()]
    numbers = sorted(number for group in groups for number in group if number not in allowed)
    checks = [
        _instruction(_JUMP_IF_EQUAL, number, len(numbers) - index, 0) for index, number in enumerate(numbers)
    ]
    program = [
        _instruction(_LOAD, _ARCHITECTURE_OFFSET),
        _instruction(_JUMP_IF_EQUAL, architecture, 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER_OFFSET),
        _instruction(_JUMP_IF_AT_LEAST, _X32, len(numbers) + 1, 0),
        *checks,
        _instruction(_RETURN, _ALLOW),
        _instruction(_RETURN, _REFUSE),
    ]
    return b"".join(program)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
