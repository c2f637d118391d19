"""Runs the API and the worker as children: starts them in order, starts one again when it dies, ends them together."""

import asyncio
import contextlib
import ctypes
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

_log = logging.getLogger("aisle.processes")
_PR_SET_PDEATHSIG = 1
_READY_POLL_SECONDS = 0.1
_TEND_SECONDS = 1.0


class Outcome(IntEnum):
    """Exit code of the whole: asked to end; gave up on a child; had to kill a child that did not end."""

    ENDED = 0
    GAVE_UP = 1
    KILLED = 3


@dataclass(frozen=True, slots=True)
class ProcessSpec:
    """One child. The next one starts when `ready` says so (asked again and again), or at once without it."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    ready: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, and how often a child may die in a row before we give up."""

    grace_seconds: float = 15.0  # the API takes up to 9 for answers that are being written
    first_delay_seconds: float = 0.5
    longest_delay_seconds: float = 30.0
    deaths_in_a_row: int = 6
    steady_seconds: float = 60.0


def run_all(
    commands: Sequence[ProcessSpec],
    on_ready: Callable[[], None] | None = None,
    patience: Patience | None = None,
    tend: Callable[[], None] | None = None,
) -> Outcome:
    """Run the children until SIGINT, SIGTERM or SIGHUP; a second signal kills. Their output is left as it is.

    tend: called again and again, beside the children, to look after what they stand on.
    """
    return asyncio.run(_Supervisor(patience or Patience()).run(commands, on_ready, tend))


class _Supervisor:
    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._asked_to_end = asyncio.Event()
        self._asked_to_kill = asyncio.Event()
        self._outcome = Outcome.ENDED

    async def run(
        self,
        commands: Sequence[ProcessSpec],
        on_ready: Callable[[], None] | None,
        tend: Callable[[], None] | None,
    ) -> Outcome:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(sign, self._on_signal)
        tending = asyncio.create_task(self._tend(tend)) if tend else None
        children: list[asyncio.Task[None]] = []
        for spec in commands:
            children.append(asyncio.create_task(self._keep_running(spec), name=spec.name))
            await self._until_ready(spec)
        if on_ready and not self._asked_to_end.is_set():
            on_ready()
        await asyncio.gather(*children)
        if tending:
            await tending
        return self._outcome

    def _on_signal(self) -> None:
        (self._asked_to_kill if self._asked_to_end.is_set() else self._asked_to_end).set()

    async def _tend(self, tend: Callable[[], None]) -> None:
        while not self._asked_to_end.is_set():
            try:
                await asyncio.to_thread(tend)
            except Exception as error:
                _log.warning("%s", error)
            await _wait_for(self._asked_to_end, _TEND_SECONDS)

    async def _until_ready(self, spec: ProcessSpec) -> None:
        while spec.ready and not self._asked_to_end.is_set() and not await asyncio.to_thread(spec.ready):
            await _wait_for(self._asked_to_end, _READY_POLL_SECONDS)

    async def _keep_running(self, spec: ProcessSpec) -> None:
        deaths, delay = 0, self._patience.first_delay_seconds
        while not self._asked_to_end.is_set():
            begun = time.monotonic()
            code = await self._run_once(spec)
            if self._asked_to_end.is_set():
                return
            if time.monotonic() - begun >= self._patience.steady_seconds:
                deaths, delay = 0, self._patience.first_delay_seconds
            deaths += 1
            if deaths >= self._patience.deaths_in_a_row:
                self._give_up(spec, code, deaths)
                return
            _log.warning("%s ended (%s); starting it again in %.1f s", spec.name, _meaning(code), delay)
            await _wait_for(self._asked_to_end, delay)
            delay = min(delay * 2, self._patience.longest_delay_seconds)

    async def _run_once(self, spec: ProcessSpec) -> int:
        environment = None if spec.env is None else {**os.environ, **spec.env}
        child = await asyncio.create_subprocess_exec(
            *spec.argv,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),
        )
        gone = asyncio.create_task(child.wait())
        try:
            await _first_of(gone, self._asked_to_end)
            if not gone.done():
                await self._end(spec, child, gone)
            return await gone
        finally:
            # What the child started itself (parsers, reloaders) goes with it; a port it held is free again.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)

    async def _end(
        self, spec: ProcessSpec, child: asyncio.subprocess.Process, gone: asyncio.Task[int]
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await _first_of(gone, self._asked_to_kill, self._patience.grace_seconds)
        if not gone.done():
            _log.warning("%s did not end in time and is killed", spec.name)
            self._outcome = self._outcome or Outcome.KILLED
            child.kill()

    def _give_up(self, spec: ProcessSpec, code: int, deaths: int) -> None:
        _log.error(
            "%s ended %d times in a row (%s); giving up. Its own messages say why",
            spec.name,
            deaths,
            _meaning(code),
        )
        self._outcome = Outcome.GAVE_UP
        self._asked_to_end.set()


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


async def _first_of(task: "asyncio.Task[int]", event: asyncio.Event, seconds: float | None = None) -> None:
    waiting = asyncio.create_task(event.wait())
    await asyncio.wait({task, waiting}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


def _meaning(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux, what a child does first: ask the kernel to end it when this process dies, even by kill -9."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # It died between the fork and the request.
            os._exit(1)

    return ask
