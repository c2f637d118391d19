"""Shops that answer from recordings of real ones, and nothing else: a request that was never recorded is a fault of the test.

The recordings lie in `$AISLE_COMMERCE_DIR/recordings`; tests that need them are skipped without the folder.
"""

import base64
import json
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from aisle.core.http.patience import Timing
from aisle.sources.ports import Answer, Delivery, Request

# Of the recorder itself, or of the connection: no connector need send the same.
NOT_COMPARED = frozenset({"accept", "user-agent", "content-length", "host", "connection", "accept-encoding"})
SECRET = frozenset({"authorization", "x-auth-token", "x-shopify-access-token", "cookie", "x-api-key"})
Answering = Callable[[Request], Answer | None]


class NotRecorded(AssertionError):
    """The shop was asked what nobody asked the real one."""


def commerce_folder() -> Path:
    """Return the folder of recordings and schemas. Skips the test without it."""
    place = os.environ.get("AISLE_COMMERCE_DIR", "")
    if not Path(place, "recordings").is_dir():
        pytest.skip("set AISLE_COMMERCE_DIR to the folder of the recorded shops")
    return Path(place)


@dataclass(frozen=True)
class Recording:
    """One exchange with a real shop. body: of the answer, as written, so that numbers keep their digits."""

    name: str
    method: str
    url: str
    sent: Mapping[str, str]
    sent_body: Any
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def place(self) -> tuple[str, str]:
        """Method and path; the origin is the test's."""
        return self.method, unquote(urlsplit(self.url).path)

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters, in no order."""
        return sorted(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    @property
    def data(self) -> Any:
        """The answer's JSON."""
        return json.loads(self.body)

    def answer(self) -> Answer:
        """Return what the shop answered."""
        return Answer(self.url, self.status, self.headers, self.body)


def recording(platform: str, name: str) -> Recording:
    """Return one recording by its name: "10-products-page1"."""
    return _read(commerce_folder() / "recordings" / platform / f"{name}.json")


def recordings(platform: str) -> list[Recording]:
    """Return all exchanges with a platform's shop, in order."""
    files = sorted((commerce_folder() / "recordings" / platform).glob("*.json"))
    return [_read(file) for file in files if '"request"' in file.read_text()]


def delivery(platform: str, name: str) -> Delivery:
    """Return a recorded webhook as it came."""
    file = commerce_folder() / "recordings" / platform / "webhooks" / f"{name}.json"
    data = json.loads(file.read_text())
    headers = {key.lower(): value for key, value in data["headers"]}
    return Delivery(headers, base64.b64decode(data["body_base64"]))


@cache
def _read(file: Path) -> Recording:
    text = file.read_text()
    data = json.loads(text)
    request, response = data["request"], data["response"]
    return Recording(
        data["name"],
        request["method"],
        request["url"],
        {name.lower(): value for name, value in request["headers"].items()},
        request["body"],
        response["status"],
        {name.lower(): value for name, value in response["headers"]},
        _body(text, response["body"]),
    )


def _body(text: str, read: Any) -> bytes:
    """Cut the body out of the file as it is written there: reading it would round its numbers."""
    if read is None:
        return b""
    begin = text.rindex('\n  "body": ') + len('\n  "body": ')
    _, end = json.JSONDecoder().raw_decode(text, begin)
    return text[begin:end].encode()


def reply(request: Request, body: Any = None, status: int = 200, **headers: str) -> Answer:
    """Return an answer that a test makes up. body: bytes, or JSON values. headers: `retry_after` is Retry-After."""
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    named = {"content-type": "application/json"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return Answer(request.url, status, named, content)


def path_of(request: Request) -> str:
    """Return what is asked, decoded."""
    return unquote(urlsplit(request.url).path)


def query_of(request: Request) -> dict[str, str]:
    """Return the parameters by name."""
    return dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))


@dataclass
class RecordedShop:
    """An `Outside` that answers with recordings, where method, path, parameters, body and headers are those of the recording.

    Attributes:
        known: What was recorded.
        script: Asked first, in order: what the test makes up. One that returns None lets the next one answer.
        asked: Every request, in order.
        credentials: Names of headers that must travel as credentials, so that no redirect takes them along.
    """

    known: Iterable[Recording] = ()
    script: list[Answering] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    credentials: frozenset[str] = SECRET

    async def send(self, request: Request) -> Answer:
        """Answer, or fail the test."""
        self.asked.append(request)
        careless = {name.lower() for name in request.headers} & self.credentials
        assert not careless, f"{careless} would follow a redirect to another shop"
        for answering in self.script:
            if (made := answering(request)) is not None:
                return made
        return self._recorded(request)

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Yield the answer's body in small portions."""
        answer = await self.send(request)
        for begin in range(0, len(answer.body), 1000):
            yield answer.body[begin : begin + 1000]

    def _recorded(self, request: Request) -> Answer:
        near = [one for one in self.known if one.place == (request.method, path_of(request))]
        for one in near:
            if not _differs(one, request):
                return one.answer()
        said = (
            "\n".join(f"  {one.name}: {_differs(one, request)}" for one in near) or "  nothing at that path"
        )
        raise NotRecorded(f"{request.method} {request.url} was never recorded:\n{said}")


def _differs(one: Recording, request: Request) -> str:
    query = sorted(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    if query != one.query:
        return f"parameters {one.query}, not {query}"
    sent = {name.lower(): value for name, value in {**request.headers, **request.credentials}.items()}
    for name in (sent.keys() | one.sent.keys()) - NOT_COMPARED:
        if sent.get(name) != one.sent.get(name):
            return f"another header {name}"
    if one.sent_body is not None and one.sent_body != json.loads(request.body or b"null"):
        return "another body"
    return ""


class Hours:
    """A clock that goes as fast as it is waited for. slept: every pause that was made."""

    def __init__(self) -> None:
        self.seconds, self.slept = 0.0, list[float]()

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def timing(self) -> Timing:
        """What connectors live by."""
        return Timing(lambda: self.seconds, self.sleep, lambda: 0.5)
