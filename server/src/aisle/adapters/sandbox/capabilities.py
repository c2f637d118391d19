"""What the sandbox really keeps a parser from, found by trying."""

import os
import socket
from dataclasses import asdict, dataclass, fields
from typing import Any

# TEST-NET-1 (RFC 5737): no machine has this address, so trying to reach it can reach nobody.
_NOWHERE = ("192.0.2.1", 9)


@dataclass(frozen=True, slots=True)
class SandboxCapabilities:
    """What holds on this system; each was tried by a child of the sandbox.

    `namespaced` says that the child had network, mounts and processes of its own, `system_calls_filtered` that
    a seccomp filter was accepted: either alone isolates network and files, both are expected.
    """

    network_isolated: bool
    read_only_root: bool
    files_hidden: bool
    user_dropped: bool
    processes_refused: bool
    namespaced: bool
    system_calls_filtered: bool

    @property
    def is_complete(self) -> bool:
        """Whether all protection is in place."""
        return all(asdict(self).values())

    def missing(self) -> tuple[str, ...]:
        """Return the names of what does not hold, for a readiness report."""
        return tuple(name for name, holds in asdict(self).items() if not holds)


def probe(namespaced: bool, filtered: bool) -> SandboxCapabilities:
    """Try, from inside the sandbox, what a hostile parser would try."""
    return SandboxCapabilities(
        network_isolated=not _can_send(),
        read_only_root=not _can_write(),
        files_hidden=not _can_read(),
        user_dropped=os.getuid() != 0,
        processes_refused=not _can_fork(),
        namespaced=namespaced,
        system_calls_filtered=filtered,
    )


def capabilities_from(answer: Any) -> SandboxCapabilities:
    """Read the probe's answer. Raises ValueError when it is none."""
    names = {field.name for field in fields(SandboxCapabilities)}
    if (
        not isinstance(answer, dict)
        or set(answer) != names
        or not all(type(v) is bool for v in answer.values())
    ):
        raise ValueError("the sandbox's probe gave no answer")
    return SandboxCapabilities(**answer)


def _can_send() -> bool:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe_socket:
            probe_socket.connect(_NOWHERE)
    except OSError:
        return False
    return True


def _can_write() -> bool:
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/"):  # noqa: S108 - tried, not used
        try:
            path = os.path.join(folder, f"aisle-sandbox-probe-{os.getpid()}")
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        except OSError:
            continue
        os.unlink(path)
        return True
    return False


def _can_read() -> bool:
    try:
        os.close(os.open("/etc/passwd", os.O_RDONLY))
    except OSError:
        return False
    return True


def _can_fork() -> bool:
    try:
        child = os.fork()
    except OSError:
        return False
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True
