"""Requests to addresses that somebody else named."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from ssl import SSLContext
from urllib.parse import urlencode
from uuid import UUID

import aiohttp
import structlog
from yarl import URL

from aisle.core.http.breaker import Breaker
from aisle.core.http.egress.client import GuardedClient
from aisle.core.http.egress.connecting import open_session
from aisle.core.http.egress.dialing import GuardedDialer
from aisle.core.http.egress.guard import Guard
from aisle.core.http.egress.limits import Limits
from aisle.core.http.egress.pace import Pace
from aisle.core.http.egress.resolving import Resolver, SystemResolver
from aisle.core.http.egress.target import Target
from aisle.core.http.errors import OutsideNonsense, OutsideRefused, OutsideUnavailable
from aisle.core.http.patience import RetryBudget, Timing, pause
from aisle.core.http.reading import body_of
from aisle.core.settings.egress import EgressAllow
from aisle.core.telemetry import tracer

INSTALLATION = UUID(int=0)  # who asks, where it is the operator's own setting that names an address
AT_ONCE = 32
MOST_BREAKERS = 1_000
MOVED = (301, 302, 303, 307, 308)
FORM = "application/x-www-form-urlencoded"
NO_HEADERS: Mapping[str, str] = {}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A good answer (2xx). url: where it came from in the end. media_type: lower case, without parameters."""

    url: URL
    status: int
    media_type: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request as the caller wants it. credentials: headers for the first origin alone."""

    tenant: UUID
    limits: Limits
    headers: Mapping[str, str]
    credentials: Mapping[str, str]
    form: bytes | None = None

    @property
    def method(self) -> str:
        return "GET" if self.form is None else "POST"


class GuardedFetch:
    """The only way to ask an address that is not one of the operator's settings. Belongs to one event loop."""

    def __init__(
        self,
        allow: EgressAllow | None = None,
        resolver: Resolver | None = None,
        timing: Timing | None = None,
        trust: SSLContext | bool = True,
    ) -> None:
        """Nothing is opened yet.

        Args:
            allow: Exceptions for development (AISLE_EGRESS_ALLOW).
            resolver: What looks names up; the system's, unless a test brings its own.
            timing: Clock, sleep and chance.
            trust: Certificates that are believed; True: those of the system.
        """
        self._guard = Guard(resolver or SystemResolver(), allow or EgressAllow())
        self._timing, self._trust = timing or Timing(), trust
        self._pace = Pace(self._timing.now)
        self._budget, self._places = RetryBudget(), asyncio.Semaphore(AT_ONCE)
        self._breakers: OrderedDict[tuple[UUID, str, str, int], Breaker] = OrderedDict()

    async def get(
        self,
        url: str,
        *,
        tenant: UUID,
        limits: Limits | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
        credentials: Mapping[str, str] = NO_HEADERS,
    ) -> Fetched:
        """Read an address, following a few redirects, each checked like the first.

        Args:
            url: As it was named, unchecked.
            tenant: On whose behalf; INSTALLATION for the operator's own.
            limits: How much it may take.
            headers: Such as Accept.
            credentials: Headers that go to the named scheme, host and port alone, never along with a redirect.

        Raises:
            EgressRefused: The address may not be asked; the tenant must name another.
            EgressPaceExceeded: The tenant asks too often.
            OutsideUnavailable, OutsideNonsense: Try later.
            OutsideRefused: It answered 4xx.
        """
        return await self._ask(url, _Asked(tenant, limits or Limits(), headers, credentials))

    async def post(
        self,
        url: str,
        form: Mapping[str, str],
        *,
        tenant: UUID,
        limits: Limits | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
        credentials: Mapping[str, str] = NO_HEADERS,
    ) -> Fetched:
        """Send a form once and read the answer; a redirect is refused, for the form may hold a secret. Raises like `get`."""
        body = urlencode(form).encode()
        return await self._ask(url, _Asked(tenant, limits or Limits(), headers, credentials, body))

    async def check(self, url: str) -> None:
        """Raise EgressRefused for an address that may not be asked now; each request looks again."""
        await self._guard.admit(Target.parse(url))

    def dialer(self, url: str) -> GuardedDialer:
        """Return what a service at an address that somebody else named connects with. Raises EgressRefused."""
        return GuardedDialer(self._guard, url, self._trust)

    def client(self, at_once: int = 4) -> GuardedClient:
        """Return what asks many addresses over connections that are kept; its caller closes it, and keeps its own pace."""

        def dial(url: str, needs_tls: bool) -> GuardedDialer:
            return GuardedDialer(self._guard, url, self._trust, needs_tls)

        return GuardedClient(dial, at_once)

    async def _ask(self, url: str, asked: _Asked) -> Fetched:
        target = Target.parse(url)
        self._pace.take(asked.tenant)
        self._budget.earn()
        deadline = self._timing.now() + asked.limits.total_seconds
        with tracer().start_as_current_span("outside guarded"):
            try:
                async with asyncio.timeout(asked.limits.total_seconds), self._places:
                    return await self._try(target, asked, deadline)
            except TimeoutError:
                self._breaker(target, asked).failed()
                raise OutsideUnavailable(f"{target.host} took too long to answer.") from None

    async def _try(self, target: Target, asked: _Asked, deadline: float) -> Fetched:
        breaker = self._breaker(target, asked)
        attempt = 0
        while True:
            attempt += 1
            breaker.check()
            try:
                answer = await self._follow(target, asked)
            except OutsideRefused:
                breaker.succeeded()  # it lives
                raise
            except OutsideUnavailable as failure:
                breaker.failed()
                log.warning("egress.failed", host=target.host, attempt=attempt, error=failure.detail)
                await self._wait_for_next(attempt, asked, deadline, failure)
            else:
                breaker.succeeded()
                return answer

    async def _wait_for_next(
        self, attempt: int, asked: _Asked, deadline: float, failure: OutsideUnavailable
    ) -> None:
        wait = pause(attempt, self._timing.chance(), failure.retry_after)
        last = attempt >= asked.limits.attempts or asked.form is not None
        if last or not failure.again or self._timing.now() + wait >= deadline or not self._budget.take():
            raise failure
        await self._timing.sleep(wait)

    async def _follow(self, first: Target, asked: _Asked) -> Fetched:
        target = first
        for _ in range(asked.limits.redirects + 1):
            made = await self._once(target, asked, bound=target.origin == first.origin)
            if isinstance(made, Fetched):
                return made
            target = target.follow(made)
        raise OutsideNonsense(f"{first.host} redirects too often.", again=False)

    async def _once(self, target: Target, asked: _Asked, bound: bool) -> Fetched | str:
        """Ask one address; return the answer, or where it redirects to."""
        addresses = await self._guard.admit(target)
        headers = {**asked.headers, **(asked.credentials if bound else {})}
        if asked.form is not None:
            headers["Content-Type"] = FORM
        read: Callable[[aiohttp.ClientResponse], Awaitable[Fetched | str]] = partial(_read, target, asked)
        try:
            async with (
                open_session(addresses, asked.limits, self._trust) as session,
                session.request(
                    asked.method, target.url, data=asked.form, headers=headers, allow_redirects=False
                ) as answer,
            ):
                return await read(answer)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            said = f"{target.host} cannot be reached: {type(error).__name__}."
            raise OutsideUnavailable(said) from None

    def _breaker(self, target: Target, asked: _Asked) -> Breaker:
        key = (asked.tenant, *target.origin)  # one tenant's failures must not close a host to another
        breaker = self._breakers.pop(key, None) or Breaker(target.host, self._timing.now)
        self._breakers[key] = breaker
        while len(self._breakers) > MOST_BREAKERS:
            self._breakers.popitem(last=False)
        return breaker


async def _read(target: Target, asked: _Asked, answer: aiohttp.ClientResponse) -> Fetched | str:
    if answer.status in MOVED and asked.form is None:
        return _location(target, answer)
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise OutsideNonsense(
            f"{target.host} answered compressed, though that was not asked for.", again=False
        )
    body = await body_of(answer, target.host, asked.limits.bytes)
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if asked.limits.types and media_type not in asked.limits.types:
        raise OutsideNonsense(f"{target.host} answered with another type of content.", again=False)
    return Fetched(target.url, answer.status, media_type, answer.headers, body)


def _location(target: Target, answer: aiohttp.ClientResponse) -> str:
    location = answer.headers.get("Location")
    if not location:
        raise OutsideNonsense(f"{target.host} redirects to nowhere.", again=False)
    return location
