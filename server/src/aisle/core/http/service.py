"""One service outside: its connections, its limits, and the one way to call it."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from typing import Any, TypeVar

import aiohttp
import structlog
from pydantic_core import to_json

from aisle.core.http.address import ServiceAddress
from aisle.core.http.asking import Ask, OutsideAnswer, lifetime_of
from aisle.core.http.attempts import Attempts
from aisle.core.http.breaker import Breaker
from aisle.core.http.connections import Connections, Dialer
from aisle.core.http.direct import NotConnectedInTime
from aisle.core.http.errors import OutsideNonsense, OutsideRefused, OutsideUnavailable
from aisle.core.http.patience import Patience, RetryBudget, Timing, pause
from aisle.core.http.reading import body_of, refused, require_good, too_long
from aisle.core.http.room import Room, Share
from aisle.core.http.streaming import EventStream, StreamPatience
from aisle.core.places import Place, Places
from aisle.core.telemetry import tracer

T = TypeVar("T")
MOST_BYTES = 64 * 2**20
EVENTS = {"Accept": "text/event-stream"}
log = structlog.get_logger()


class OutsideService:
    """Posts JSON and reads JSON or a stream of events; `ask` does everything else. Belongs to one event loop; connections are opened with the first call and reused."""

    def __init__(
        self,
        name: str,
        address: ServiceAddress,
        *,
        at_once: int = 8,
        timing: Timing | None = None,
        breaker: Breaker | None = None,
        dial: Dialer | None = None,
        room: Room | None = None,
    ) -> None:
        """Describe the service; nothing is opened yet.

        Args:
            name: As it is called in messages, spans and logs.
            address: Where it is, with its headers.
            at_once: Calls under way at the same time; further ones wait within their patience.
            timing: Clock, sleep and chance.
            breaker: In place of one of its own.
            dial: What connections are opened with, in place of the system's way and its proxy.
            room: For its answers, shared with others of the same owner; None sets no bound over several of them.
        """
        self.name, self.address, self._timing = name, address, timing or Timing()
        self.breaker = breaker or Breaker(name, self._timing.now)
        self._budget = RetryBudget()
        self._places, self._room = Places(at_once), room
        self._connections = Connections(address, at_once, dial)
        self._attempts = Attempts(name, address.host)
        self._streams: set[EventStream] = set()

    async def post(
        self,
        path: str,
        body: Any,
        patience: Patience,
        read: Callable[[bytes], T],
        most_bytes: int = MOST_BYTES,
        share: Share | None = None,
    ) -> T:
        """Post `body` as JSON and return what `read` makes of the answer.

        Args:
            path: Below the base address.
            body: Plain JSON values.
            patience: How long and how often.
            read: Turns the bytes of a good answer into a result; ValueError means that they are nonsense.
            most_bytes: A longer answer is broken off.
            share: Takes the answer's bytes for as long as its owner keeps them; without, until this returns.

        Raises:
            OutsideUnavailable, OutsideNonsense: Try later.
            OutsideRefused: The request itself is refused.
        """
        if share is None:
            with self.share() as own:
                return await self.post(path, body, patience, read, most_bytes, own)
        sent = _as_json(body)
        fields = tuple(body) if isinstance(body, dict) else ()
        deadline = self._timing.now() + patience.total_seconds
        with tracer().start_as_current_span(f"outside {self.name}"):
            async with self._place(deadline):
                made = await self._try(
                    patience,
                    deadline,
                    lambda seconds: self._attempt(path, sent, seconds, read, most_bytes, fields, share),
                )
        self.breaker.succeeded()
        return made

    def share(self) -> Share:
        """Return what takes the bytes of an answer of this service."""
        return Share(self._room, self.name)

    async def ask(self, asked: Ask, patience: Patience, most_bytes: int = MOST_BYTES) -> OutsideAnswer:
        """Send any other request and return the bytes of a good answer.

        Raises:
            OutsideUnavailable, OutsideNonsense: Try later.
            OutsideRefused: The request itself is refused.
        """
        deadline = self._timing.now() + patience.total_seconds
        with tracer().start_as_current_span(f"outside {self.name}"):
            async with self._place(deadline):
                made = await self._try(
                    patience, deadline, lambda seconds: self._asked(asked, seconds, most_bytes)
                )
        self.breaker.succeeded()
        return made

    async def stream(
        self, path: str, body: Mapping[str, Any], patience: StreamPatience
    ) -> AsyncGenerator[bytes, None]:
        """Post `body` as JSON and hand on the data of each server-sent event of the answer as it comes; see `batches`."""
        async with aclosing(self.batches(path, body, patience)) as batches:
            async for found in batches:
                for data in found:
                    yield data

    async def batches(
        self, path: str, body: Mapping[str, Any], patience: StreamPatience
    ) -> AsyncGenerator[list[bytes], None]:
        """Post `body` as JSON and hand on the data of the answer's server-sent events, those together that came together.

        Closing the iterator ends the connection at once. The span lasts until the first event: what happens between two
        pieces belongs to whoever asked for them.

        Args:
            path: Below the base address.
            body: Plain JSON values.
            patience: How long, how often and how much. After the first event nothing is tried again.

        Raises:
            OutsideUnavailable, OutsideNonsense: Try later; what came before was handed on.
            OutsideRefused: The request itself is refused.
        """
        begun = self._timing.now()
        deadline = begun + patience.first_seconds
        async with self._place(deadline):
            with self.share() as share:
                # An open stream keeps an event at most; what it hands on is its reader's.
                share.grow(patience.longest_event)
                with tracer().start_as_current_span(f"outside {self.name}"):
                    events, found = await self._try(
                        patience.opening,
                        deadline,
                        lambda seconds: self._begin(
                            path, body, patience, seconds, begun + patience.total_seconds
                        ),
                    )
                self._streams.add(events)
                try:
                    while found:
                        yield found
                        found = await events.more()
                except OutsideUnavailable as failure:
                    self.breaker.failed()
                    log.warning("outside.broke_off", service=self.name, error=failure.detail)
                    raise
                except GeneratorExit:
                    self.breaker.succeeded()  # it answered; the caller has enough
                    raise
                finally:
                    self._streams.discard(events)
                    events.close()
        self.breaker.succeeded()

    async def close(self) -> None:
        """Close the connections; calls under way are broken off, later ones refused."""
        self._attempts.end()
        for events in self._streams:
            events.break_off(self._attempts.over)
        await self._connections.close()

    def _place(self, deadline: float) -> Place:
        return self._places.hold(max(0.0, deadline - self._timing.now()), self._full)

    def _full(self) -> OutsideUnavailable:
        return OutsideUnavailable(f"{self.name} has too much to do; no place came free in time.")

    async def _try(
        self, patience: Patience, deadline: float, attempt_within: Callable[[float], Awaitable[T]]
    ) -> T:
        self._budget.earn()
        attempt = 0
        while True:
            attempt += 1
            self.breaker.check()
            seconds = min(patience.attempt_seconds, deadline - self._timing.now())
            try:
                return await attempt_within(seconds)
            except OutsideRefused:
                self.breaker.succeeded()  # it lives
                raise
            except OutsideUnavailable as failure:
                self.breaker.failed()
                log.warning("outside.failed", service=self.name, attempt=attempt, error=failure.detail)
                await self._wait_for_next(attempt, patience, deadline, failure)

    async def _wait_for_next(
        self, attempt: int, patience: Patience, deadline: float, failure: OutsideUnavailable
    ) -> None:
        """Pause before the next attempt, or raise the failure when there is to be none."""
        wait = pause(attempt, self._timing.chance(), failure.retry_after)
        late = self._timing.now() + wait >= deadline
        if not failure.again or attempt >= patience.attempts or late or not self._budget.take():
            raise failure
        await self._timing.sleep(wait)

    async def _attempt(
        self,
        path: str,
        sent: bytes,
        seconds: float,
        read: Callable[[bytes], T],
        most_bytes: int,
        fields: tuple[str, ...],
        share: Share,
    ) -> T:
        if self._connections.takes_direct_way:
            found = await self._direct_body(path, sent, seconds, most_bytes, fields, share)
            if found is not None:
                return self._made(read, found)
        async with (
            self._attempts.within(seconds),
            self._connections.client().post(
                self._connections.url(path), data=sent, allow_redirects=False
            ) as answer,
        ):
            body = await body_of(answer, self.name, most_bytes, fields, share)
        return self._made(read, body)

    async def _direct_body(
        self, path: str, sent: bytes, seconds: float, most_bytes: int, fields: tuple[str, ...], share: Share
    ) -> bytes | None:
        """Ask past the general client; see `direct`. None where nothing was sent, and that one is to be asked from now on."""
        left = most_bytes

        def take(size: int) -> None:
            nonlocal left
            share.grow(size)
            left -= size
            if left < 0:
                raise too_long(self.name, most_bytes)

        async with self._attempts.within(seconds):
            try:
                direct, target = self._connections.direct(path), self._connections.url(path).raw_path_qs
                answer = await direct.post(target, sent, take)
            except NotConnectedInTime:  # it tries several addresses at once
                self._connections.takes_direct_way = False
                return None
        if not answer.is_good:
            raise refused(answer.status, answer.headers.get("retry-after"), answer.body, self.name, fields)
        return answer.body

    async def _asked(self, asked: Ask, seconds: float, most_bytes: int) -> OutsideAnswer:
        async with (
            self._attempts.within(seconds),
            self._connections.client().request(
                asked.method,
                self._connections.url(asked.path),
                data=asked.body,
                headers=asked.all_headers,
                allow_redirects=False,
            ) as answer,
        ):
            body = await body_of(answer, self.name, most_bytes)
            return OutsideAnswer(body, lifetime_of(answer.headers.get("Cache-Control")))

    async def _begin(
        self, path: str, body: Mapping[str, Any], patience: StreamPatience, seconds: float, ends: float
    ) -> tuple[EventStream, list[bytes]]:
        """Connect, post and wait for the first event."""
        limits = aiohttp.ClientTimeout(total=None, sock_connect=patience.connect_seconds)
        async with self._attempts.within(seconds):
            answer = await self._connections.client().post(
                self._connections.url(path),
                data=_as_json(body),
                allow_redirects=False,
                timeout=limits,
                headers=EVENTS,
            )
            events = EventStream(answer, self.name, patience, ends, self._timing.now)
            try:
                await require_good(answer, self.name, body)
                return events, await events.first()
            except BaseException:
                events.close()
                raise

    def _made(self, read: Callable[[bytes], T], body: bytes) -> T:
        try:
            return read(body)
        except OutsideNonsense as error:
            raise error from None
        except (ValueError, RecursionError):
            said = f"{self.name} answered something that is not what was asked for."
            raise OutsideNonsense(said, sent=True) from None


def _as_json(body: Any) -> bytes:
    with suppress(ValueError):  # half of a surrogate pair
        return to_json(body)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
