"""The process beside one child: gives it its namespaces, watches its limits, and tells how it ended."""

import os
import resource
import select
import signal
import socket
import time
from dataclasses import dataclass, field

from aisle.adapters.sandbox import child, isolation, kernel
from aisle.adapters.sandbox.child import Tools
from aisle.adapters.sandbox.limits import SandboxLimits
from aisle.adapters.sandbox.protocol import Job, Outcome, header

_PIECE = 1 << 16
# The share of its memory limit at which a child that died of a signal is taken to have died of that.
_NEARLY_ALL = 0.6
_CPU_SLACK_S = 0.5


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


@dataclass(slots=True)
class _Watch:
    """What was seen of a child so far."""

    limits: SandboxLimits
    deadline: float
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0
    outcome: Outcome | None = None


def supervise(job: Job, tools: Tools, source: int, client: socket.socket) -> None:
    """Read one file in a child and send the outcome and the child's answer to the client."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    kernel.die_with_parent(signal.SIGKILL)
    namespaced = isolation.enter_namespaces()
    answer, answer_end = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            child.run(job, tools, source, answer_end, namespaced)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(answer_end)
    os.close(source)
    try:
        watch = _watched(process, answer, client, job.limits)
    except ClientGone:
        _kill(process)
        return
    client.sendall(header(_outcome(process, watch)))
    if watch.outcome is Outcome.ANSWERED:
        for piece in watch.pieces:
            client.sendall(piece)


def _watched(process: int, answer: int, client: socket.socket, limits: SandboxLimits) -> _Watch:
    """Collect the child's answer until it closes it, breaks a limit or loses its client."""
    watch = _Watch(limits, time.monotonic() + limits.wall_seconds)
    poll = select.poll()
    poll.register(answer, select.POLLIN)
    poll.register(client, select.POLLIN)
    while watch.outcome is None:
        left = watch.deadline - time.monotonic()
        ready = {descriptor for descriptor, _ in poll.poll(left * 1_000)} if left > 0 else set()
        if left <= 0:
            watch.outcome = Outcome.TIMEOUT
        elif client.fileno() in ready:
            raise ClientGone
        elif ready:
            _take(answer, watch)
    return watch


def _take(answer: int, watch: _Watch) -> None:
    piece = os.read(answer, _PIECE)
    watch.pieces.append(piece)
    watch.size += len(piece)
    if watch.size > watch.limits.output_bytes:
        watch.outcome = Outcome.TOO_MUCH_OUTPUT
    elif not piece:
        watch.outcome = Outcome.ANSWERED


def _outcome(process: int, watch: _Watch) -> Outcome:
    """End the child for certain and say how its reading ended."""
    status, usage = _ended(process, watch)
    if watch.outcome is Outcome.ANSWERED and not (status == 0 and watch.size):
        watch.outcome = _cause(usage, watch.limits)
    return watch.outcome or Outcome.CRASHED


def _ended(process: int, watch: _Watch) -> tuple[int, resource.struct_rusage]:
    """Wait for a child that closed its answer to end by itself, but not past the deadline, then kill it."""
    if watch.outcome is Outcome.ANSWERED:
        handle = os.pidfd_open(process)
        select.select([handle], [], [], max(0.0, watch.deadline - time.monotonic()))
        os.close(handle)
    return _kill(process)


def _kill(process: int) -> tuple[int, resource.struct_rusage]:
    """Kill the child with all that it started; in its own process namespace it is the first, so all die with it."""
    for kill in (os.killpg, os.kill):
        try:
            kill(process, signal.SIGKILL)
        except OSError:
            continue
    _, status, usage = os.wait4(process, 0)
    return status, usage


def _cause(usage: resource.struct_rusage, limits: SandboxLimits) -> Outcome:
    """Say why a child died that gave no answer: by what it had used up."""
    if usage.ru_utime + usage.ru_stime >= limits.cpu_seconds - _CPU_SLACK_S:
        return Outcome.TIMEOUT
    if usage.ru_maxrss * 1024 >= limits.memory_bytes * _NEARLY_ALL:
        return Outcome.OUT_OF_MEMORY
    return Outcome.CRASHED
