"""Many requests to addresses that somebody else named, over connections that are kept: for syncs and crawls.

Unlike `GuardedFetch`, every status is an answer, nothing is tried again, and a tenant's pace is left to the caller, who has
one of its own for each shop. The guard is the same: each connection is looked at when it is opened.
"""

import zlib
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from aisle.core.http.egress.connecting import HEADERS
from aisle.core.http.egress.dialing import GuardedDialer
from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.egress.target import Target
from aisle.core.http.errors import OutsideNonsense, OutsideUnavailable

PORTION = 64 * 1024
MOVED = (301, 302, 303, 307, 308)
MOST_ORIGINS = 16  # whose connections are kept
CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
Dial = Callable[[str, bool], GuardedDialer]


@dataclass(frozen=True, slots=True)
class Call:
    """One request. credentials: headers for the first origin alone, and only over TLS. seconds: for all of it.

    redirects: how many are followed; with 0 a redirect is itself the answer, and nobody goes there.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    most_bytes: int = 32 * 2**20
    seconds: float = 60.0
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """The beginning of an answer. portions: its body, unpacked; reading more than the call allows raises OutsideNonsense."""

    url: str
    status: int
    headers: Mapping[str, str]
    portions: AsyncIterator[bytes]


class GuardedClient:
    """Asks addresses on one tenant's behalf. Belongs to one event loop."""

    def __init__(self, dial: Dial, at_once: int) -> None:
        """Nothing is opened yet.

        Args:
            dial: Makes what connects to an address; the second argument: whether it must be TLS.
            at_once: Connections to one origin.
        """
        self._dial, self._at_once = dial, at_once
        self._sessions: OrderedDict[tuple[str, str, int, bool], aiohttp.ClientSession] = OrderedDict()

    @asynccontextmanager
    async def open(self, call: Call) -> AsyncGenerator[Answered]:
        """Ask once, following redirects of a GET or HEAD.

        Raises:
            EgressRefused: The address, or one it redirects to, may not be asked.
            OutsideUnavailable: No answer in time, or it broke off.
            OutsideNonsense: Too many redirects or bytes, or an encoding that was not asked for.
        """
        target = first = Target.parse(call.url)
        for _ in range(call.redirects + 1):
            async with self._once(target, call, bound=target.origin == first.origin) as answer:
                if answer.status not in MOVED or call.method not in ("GET", "HEAD") or not call.redirects:
                    yield Answered(str(target.url), answer.status, answer.headers, _portions(answer, call))
                    return
                target = target.follow(answer.headers.get("Location") or "")
        raise OutsideNonsense(f"{first.host} redirects too often.", again=False)

    async def close(self) -> None:
        """Close what is open."""
        while self._sessions:
            await self._sessions.popitem()[1].close()

    @asynccontextmanager
    async def _once(self, target: Target, call: Call, bound: bool) -> AsyncGenerator[aiohttp.ClientResponse]:
        credentials = call.credentials if bound else {}
        session = await self._session(target, needs_tls=bool(credentials))
        timeout = aiohttp.ClientTimeout(
            total=call.seconds, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS
        )
        asking = session.request(
            call.method,
            target.url,
            data=call.body,
            headers=_fit({**call.headers, **credentials}),
            allow_redirects=False,
            timeout=timeout,
        )
        try:
            async with asking as answer:
                yield answer
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            said = f"{target.host} cannot be reached: {type(error).__name__}."
            raise OutsideUnavailable(said) from None

    async def _session(self, target: Target, needs_tls: bool) -> aiohttp.ClientSession:
        key = (*target.origin, needs_tls)
        session = self._sessions.pop(key, None)
        if session is None:
            dialer = self._dial(str(target.url), needs_tls)
            await dialer.check()
            session = aiohttp.ClientSession(
                connector=dialer.connector(self._at_once),
                headers=HEADERS,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                auto_decompress=False,
                max_line_size=8190,
                max_field_size=8190,
            )
        self._sessions[key] = session
        while len(self._sessions) > MOST_ORIGINS:
            await self._sessions.popitem(last=False)[1].close()
        return session


def _fit(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Return headers that hold no line end: what a tenant typed must not begin a header of its own."""
    if any(character in name + value for name, value in headers.items() for character in "\r\n\0"):
        raise EgressRefused("A header, such as a token, holds a line end; copy it again.")
    return headers


async def _portions(answer: aiohttp.ClientResponse, call: Call) -> AsyncIterator[bytes]:
    """Yield the body. Some servers pack it whatever is asked: what they pack is unpacked by portions and counted unpacked."""
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        raise OutsideNonsense("The answer is packed in a way that was not asked for.", again=False)
    unpack = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    read = 0
    async for packed in answer.content.iter_chunked(PORTION):
        for portion in [packed] if unpack is None else _Portions(packed, unpack):
            read += len(portion)
            if read > call.most_bytes:
                raise OutsideNonsense(f"The answer has more than {call.most_bytes:,} bytes.", again=False)
            yield portion


class _Portions:
    """What is packed, a bounded portion at a time: a few bytes may unpack to gigabytes."""

    def __init__(self, packed: bytes, unpack: "zlib._Decompress") -> None:
        self._left, self._unpack = packed, unpack

    def __iter__(self) -> "_Portions":
        return self

    def __next__(self) -> bytes:
        if not self._left:
            raise StopIteration
        try:
            portion = self._unpack.decompress(self._left, PORTION)
        except zlib.error:
            raise OutsideNonsense("The answer is not packed as it says.", again=False) from None
        self._left = self._unpack.unconsumed_tail
        return portion
