"""Shops behind the HTTP API: the real application on the real database, called without a network.

The embedder and the parser are the fakes that stand beside the real ones; everything else is what runs in production.
"""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx2
from fastapi import FastAPI

from aisle.adapters.connectors import KINDS
from aisle.adapters.email.memory import MemoryMailer
from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.ocr.engine import EngineState
from aisle.adapters.parsers.inline import InlineParser
from aisle.adapters.passwords.quick import QuickHasher
from aisle.bootstrap.assembling import assemble
from aisle.bootstrap.provision import NewStore, open_organization, open_store
from aisle.bootstrap.resources import Resources
from aisle.bootstrap.sources import make_sources
from aisle.core.db import Database, Scope
from aisle.core.ids import new_id
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.identity.keys import service as keys
from aisle.identity.shoppers import repository as shoppers_repository
from aisle.identity.tokens import LOGIN_PREFIX, ShopperText, make_shopper_token
from aisle.retrieval.recipe import Recipe
from aisle.sources.fake import ConsentingKind, FakeKind, FakeShop
from aisle.tenants.types import Contact, Store, StoreSettings
from aisle.web.app import create_app
from aisle.worker.app import make_runner

API = "/api/v1"
ORIGIN = "https://shop.example"
STREAM = "text/event-stream"
UPLOAD_MAX = 100_000
Json = dict[str, Any]

PRODUCTS: list[Json] = [
    {
        "handle": "fell-28",
        "title": "Fell 28 rucksack",
        "description": "A waterproof rucksack for wet day walks, with a roll-top.",
        "brand": "Pike",
        "category": "Rucksacks",
        "tags": ["waterproof"],
        "url": "https://shop.example/fell-28",
        "attributes": {"Weight": "1.02 kg", "Capacity": "28 l"},
        "price": "95.00",
        "stock": 3,
    },
    {
        "handle": "crag-45",
        "title": "Crag 45 rucksack",
        "description": "A rucksack for climbing weekends, with ice axe loops.",
        "brand": "Tarn",
        "category": "Rucksacks",
        "tags": ["climbing"],
        "url": "https://shop.example/crag-45",
        "attributes": {"Weight": "1.40 kg", "Capacity": "45 l"},
        "price": "149.00",
        "stock": 8,
    },
    {
        "handle": "beck-2",
        "title": "Beck tent for two",
        "description": "A tent for two people and three seasons.",
        "brand": "Pike",
        "category": "Tents",
        "tags": [],
        "url": "https://shop.example/beck-2",
        "attributes": {"Weight": "2.10 kg"},
        "price": "249.00",
        "stock": 0,
    },
]
RETURNS = "# Returns\n\nYou can send unused goods back within 60 days of delivery. Refunds take five working days.\n"
WAX = "# Care of waxed jackets\n\nNever put a waxed jacket into a washing machine. Wipe it with cold water.\n"
RETURNS_QUESTION = "How many days do I have to send goods back?"
RUCKSACK_QUESTION = "Which rucksack is waterproof?"


class HeldEmbedder(HashedEmbedder):
    """The fake embedder, which can be made to wait: an answer that is being written stays so."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = 0

    async def embed(self, texts: Any, kind: Any) -> Any:
        self.waiting += 1
        try:
            await self.gate.wait()
        finally:
            self.waiting -= 1
        return await super().embed(texts, kind)

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nothing is embedded in this block."""
        self.gate.clear()
        try:
            yield
        finally:
            self.gate.set()


class TestParser(InlineParser):
    """The parser's fake, with what a process expects of the sandbox beyond parsing."""

    __test__ = False

    def capabilities(self) -> Any:
        raise RuntimeError("not started")

    async def engine_state(self) -> EngineState:
        return EngineState(False, "none is installed")

    async def start(self) -> None: ...

    async def close(self) -> None: ...


async def until(holds: Callable[[], bool | Awaitable[bool]], seconds: float = 10) -> None:
    """Wait, milliseconds at a time, until something holds."""
    async with asyncio.timeout(seconds):
        while True:
            found = holds()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.002)


@dataclass
class Listener:
    """One request read as it is answered; it can hang up in the middle."""

    app: Any
    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""
    cut: bool = False  # the connection breaks within the body
    status: int = 0
    answer_headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    _asked: bool = False
    _gone: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _task: "asyncio.Task[None] | None" = None

    def begin(self) -> "Listener":
        self._task = asyncio.create_task(self._call())
        return self

    async def _call(self) -> None:
        parts = urlsplit(self.url)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "server": ("api.test", 80),
            "client": ("127.0.0.1", 1),
            "headers": [
                (name.lower().encode(), value.encode("latin-1"))
                for name, value in {"host": parts.netloc, **self.headers}.items()
            ],
        }
        await self.app(scope, self._receive, self._send)

    async def _receive(self) -> Json:
        if self._asked:
            if not self.cut:
                await self._gone.wait()
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": self.body, "more_body": self.cut}

    async def _send(self, message: Json) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.answer_headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.text += message.get("body", b"").decode()
        self._news.set()

    async def until_text(self, words: str) -> None:
        """Wait until the answer holds these words."""
        async with asyncio.timeout(10):
            while words not in self.text:
                self._news.clear()
                await self._news.wait()

    def hang_up(self) -> None:
        """Close the connection as a browser that is closed does: the server's task is cancelled."""
        self._gone.set()
        assert self._task is not None
        self._task.cancel()

    async def finish(self) -> "Listener":
        """Read to the end."""
        assert self._task is not None
        async with asyncio.timeout(10):
            await self._task
        return self


def events_of(stream: str) -> list[Json]:
    """The events of a stream, each with its number; `[DONE]` must be the last line and carries none."""
    blocks = stream.strip().split("\n\n")
    assert blocks.pop() == "data: [DONE]", stream[-300:]
    events = []
    for block in blocks:
        number, data = block.split("\n")
        events.append({**json.loads(data.removeprefix("data: ")), "#": int(number.removeprefix("id: "))})
    return events


def text_of(events: list[Json]) -> str:
    """The words of a stream."""
    return "".join(event["delta"] for event in events if event["type"] == "text-delta")


@dataclass
class Caller:
    """One credential, calling the API. It remembers all that was answered."""

    http: httpx2.AsyncClient
    app: Any
    token: str | None
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)

    async def call(self, method: str, path: str, **more: Any) -> httpx2.Response:
        path = from_root(path)
        headers = {**self.bearer, **self.headers, **more.pop("headers", {})}
        answer = await self.http.request(method, path, headers=headers, **more)
        self.heard.append(f"{answer.headers}\n{answer.text}")
        self._keep_cookie(answer.headers.get("set-cookie", ""))
        return answer

    def _keep_cookie(self, said: str) -> None:
        """Go on with another secret of the same sign-in, as a browser does."""
        found = re.search(r"__Host-aisle_session=(aisle_[^;]+)", said)
        if found and "cookie" in self.headers:
            self.headers["cookie"] = f"__Host-aisle_session={found[1]}"
        elif found and (self.token or "").startswith(LOGIN_PREFIX):
            self.token = found[1]

    async def get(self, path: str, **more: Any) -> httpx2.Response:
        return await self.call("GET", path, **more)

    async def post(self, path: str, **more: Any) -> httpx2.Response:
        return await self.call("POST", path, **more)

    async def delete(self, path: str, **more: Any) -> httpx2.Response:
        return await self.call("DELETE", path, **more)

    async def json(self, path: str, **more: Any) -> Any:
        """What a successful GET answers."""
        answer = await self.get(path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ask(self, message: str, **more: Any) -> Json:
        """Ask, and return the reply."""
        answer = await self.post("/chat", json={"message": message, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def ask_stream(self, message: str, **more: Any) -> list[Json]:
        """Ask, and return the events of the stream."""
        answer = await self.post("/chat", json={"message": message, **more}, headers={"accept": STREAM})
        assert answer.status_code == 200, answer.text
        return events_of(answer.text)

    def listen(self, method: str, path: str, body: Json | None = None, **headers: str) -> Listener:
        """Begin a request that is read as it is answered."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"content-type": "application/json", **self.bearer, **self.headers, **named}
        raw = json.dumps(body).encode() if body is not None else b""
        return Listener(self.app, method, f"http://api.test{from_root(path)}", sent, raw).begin()

    def listen_to_answer(self, message: str, **more: Any) -> Listener:
        """Ask, reading the stream as it comes."""
        return self.listen("POST", "/chat", {"message": message, **more}, accept=STREAM)

    @property
    def bearer(self) -> dict[str, str]:
        """The header that names this caller."""
        return {"authorization": f"Bearer {self.token}"} if self.token is not None else {}


def from_root(path: str) -> str:
    """A path of the API, which need not be written out."""
    return path if path.startswith("/") and path.split("/")[1] in ROOTS else API + path


ROOTS = ("api", "v1", "health", "ready", "metrics", "openapi.json", "docs", "c", "demo")


@dataclass
class Shop:
    """A store with its callers, filled through the API."""

    store: Store
    canary: str
    site: "Site"
    secret: Caller
    reader: Caller
    publishable: Caller
    shopper: Caller
    other_shopper: Caller

    async def work(self) -> int:
        """Run every job that is due, of any store."""
        return await self.site.work()

    async def import_products(self, products: list[Json], *, replace: bool = False) -> Json:
        """Import products through the API and wait until they are searchable."""
        started = await self.begin_import(products, replace=replace)
        await self.work()
        return await self.imported(started)

    async def begin_import(self, products: list[Json], *, replace: bool = False) -> Json:
        """Send products; the worker has still to read them."""
        started = await self.secret.post(
            "/catalog/imports",
            files={"file": ("products.json", json.dumps(products).encode(), "application/json")},
            data={"replace": str(replace).lower()},
        )
        assert started.status_code == 202, started.text
        return started.json()  # type: ignore[no-any-return]

    async def imported(self, started: Json) -> Json:
        """An import that has to be done by now."""
        run = await self.secret.json(f"/catalog/imports/{started['import_id']}")
        assert (run["state"], run["counts"]["failed"]) == ("done", 0), run
        return {**run, **started}

    async def publish(self, title: str, text: str, **more: Any) -> Json:
        """Send a document through the API and wait until it answers."""
        sent = await self.send_document(title, text, **more)
        await self.work()
        return await self.published(sent)

    async def send_document(self, title: str, text: str, **more: Any) -> Json:
        """Send a document; the worker has still to read it."""
        sent = await self.secret.post("/documents", json={"title": title, "text": text, **more})
        assert sent.status_code == 202, sent.text
        return sent.json()  # type: ignore[no-any-return]

    async def published(self, sent: Json) -> Json:
        """A document that has to answer by now."""
        document = await self.secret.json(f"/documents/{sent['documents'][0]['id']}")
        assert document["state"] == "ready", document
        return {**document, "job_id": sent["job_id"]}

    async def product(self, handle: str) -> Json:
        """A product by its handle."""
        found = await self.secret.json("/products?limit=100")
        return next(one for one in found["items"] if one["handle"] == handle)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Any]:
        """The store's rows, for arranging what no caller can."""
        async with self.site.parts.database.open_scope(
            Scope(self.store.organization_id, self.store.id)
        ) as session:
            yield session

    async def sql(self, statement: str, *arguments: Any) -> Any:
        """Run one statement in the store."""
        async with self.session() as session:
            return await session.fetch(statement, *arguments)

    async def key(self, **wanted: Any) -> tuple[UUID, Caller]:
        """Make a key and return its id and its caller."""
        async with self.session() as session:
            made = await keys.create_key(session, store_id=self.store.id, **wanted)
        return made.id, self.site.caller(made.token)

    async def revoke(self, key_id: UUID) -> None:
        """Revoke a key, as an operator does."""
        await self.sql(
            "UPDATE api_key SET revoked_at = now() WHERE organization_id = $1 AND id = $2",
            self.store.organization_id,
            key_id,
        )

    async def start_shopper(self, key: Caller | None = None) -> Caller:
        """Begin a shopper's session through the API."""
        begun = await (key or self.publishable).post("/sessions")
        assert begun.status_code == 201, begun.text
        return self.site.caller(begun.json()["token"])

    async def expired_shopper(self) -> Caller:
        """A shopper whose session ended an hour ago."""
        ended, session_id = datetime.now(UTC) - timedelta(hours=1), new_id()
        async with self.session() as session:
            key_id = await session.fetchval(
                "SELECT id FROM api_key WHERE organization_id = $1 AND store_id = $2 AND kind = 'publishable' LIMIT 1",
                *session.tenant,
            )
            await shoppers_repository.insert_shopper_session(session, session_id, key_id, ended)
        text = ShopperText(self.store.organization_id, self.store.id, session_id, ended)
        return self.site.caller(make_shopper_token(self.site.parts.secrets.key("shopper tokens"), text))


@dataclass
class Site:
    """One API process with its worker."""

    frame: Any
    app: FastAPI
    parts: Resources
    worker: Resources
    embedder: HeldEmbedder
    http: httpx2.AsyncClient
    mailer: MemoryMailer
    shops: dict[str, FakeShop]  # that sources of kind "fake" read, by address

    def caller(self, token: str | None, **headers: str) -> Caller:
        return Caller(self.http, self.frame, token, dict(headers))

    async def member(self, role: str | None = "owner", **where: Any) -> Any:
        """A member with one role, signed in: `store` and `organization` say where; see web_people.open_member."""
        from web_people import open_member  # it builds on this module

        return await open_member(self, role, **where)

    async def work(self) -> int:
        return await make_runner(self.worker, self.worker.parser).run_until_idle()

    async def open_shop(
        self, organization_id: UUID | None = None, looks: bool = False, **wanted: Any
    ) -> Shop:
        """Make a store with one caller of each kind; it has nothing in it yet. looks: its index holds pictures, too."""
        database = self.parts.database
        organization_id = organization_id or await open_organization(database, "Test organization")
        canary = f"quagga{new_id().hex[-12:]}"
        settings = StoreSettings(
            contact=Contact(email="help@shop.example", phone="01632 960 000"), greeting=f"Welcome, {canary}"
        )
        new = NewStore(slug=f"shop-{canary}", name="Test shop", settings=settings, **wanted)
        recipe = Recipe.of(self.embedder, pictures=self.parts.pictures.embedder.name if looks else "")
        store = await open_store(database, organization_id, new, recipe, self.parts.jobs)
        async with database.open_scope(Scope(organization_id, store.id)) as session:
            secret = await keys.create_key(session, kind="secret", store_id=store.id)
            reader = await keys.create_key(session, kind="secret", store_id=store.id, scopes=["read"])
            public = await keys.create_key(session, kind="publishable", store_id=store.id, origins=[ORIGIN])
        nobody = self.caller(None)
        shop = Shop(
            store,
            canary,
            self,
            self.caller(secret.token),
            self.caller(reader.token),
            self.caller(public.token, origin=ORIGIN),
            nobody,
            nobody,
        )
        shop.shopper, shop.other_shopper = await shop.start_shopper(), await shop.start_shopper()
        return shop

    async def open_filled_shop(self, organization_id: UUID | None = None, looks: bool = False) -> Shop:
        """Make a store with three products and two guides, each marked with the store's canary."""
        shop = await self.open_shop(organization_id, looks)
        products = await shop.begin_import(
            [{**one, "description": f"{one['description']} {shop.canary}"} for one in PRODUCTS]
        )
        marked = f"{RETURNS}\nAsk for {shop.canary} at the desk."
        guides = [
            await shop.send_document("Returns", marked, url="https://shop.example/returns"),
            await shop.send_document("Care of waxed jackets", WAX),
        ]
        await shop.work()
        await shop.imported(products)
        for guide in guides:
            await shop.published(guide)
        return shop


async def _at_once(_seconds: float) -> None: ...


@asynccontextmanager
async def open_site(
    database: Database,
    worker_database: Database,
    dispatch: Database,
    secrets: Secrets,
    home: Path,
    embedders: tuple[Any, ...] = (),
    **settings: Any,
) -> AsyncIterator[Site]:
    """Put one process together from the parts of the bootstrap. embedders: in place of the fake; the first is of new stores."""
    wanted = Settings(
        _env_file=None,
        home=home,
        embedder="hashed",
        upload_max_bytes=UPLOAD_MAX,
        **{
            "demo": False,
            "public_url": "http://api.test",
            "rate_limits": "off",
            "trusted_hosts": "api.test",
            "client_attempts": 1_000_000,
            **settings,
        },
    )
    embedders, parser = embedders or (HeldEmbedder(),), TestParser(UPLOAD_MAX)
    embedder, by_name = embedders[0], {one.name: one for one in embedders}
    hasher = QuickHasher()
    parts = assemble(wanted, secrets, database, dispatch, embedder, parser, by_name, hasher=hasher)  # type: ignore[arg-type]
    worker = assemble(wanted, secrets, worker_database, dispatch, embedder, parser, by_name, hasher=hasher)  # type: ignore[arg-type]
    parts.mailer = worker.mailer = mailer = MemoryMailer()
    shops: dict[str, FakeShop] = {}
    kinds = {**KINDS, "fake": FakeKind(shops), "fake_consent": ConsentingKind(shops)}
    for one in (parts, worker):
        one.sources = make_sources(
            wanted,
            one.database,
            one.vault,
            one.jobs,
            one.egress,
            one.parser,
            one.indexer,
            b"h" * 32,
            b"c" * 32,
            kinds,
        )
    # Answers are evened out in time for callers outside; here that would only be waited for.
    parts.accounts = replace(parts.accounts, evening=replace(parts.accounts.evening, sleep=_at_once))
    frame: Any = create_app(contextlib.nullcontext(parts))  # type: ignore[arg-type]
    app = frame
    while not isinstance(app, FastAPI):
        app = app.app
    app.state.resources = parts
    # The answer to a fault of ours is looked at like any other, so errors do not travel to the test.
    transport = httpx2.ASGITransport(app=frame, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as http:
        yield Site(frame, app, parts, worker, embedder, http, mailer, shops)
    await parts.turns.close(5)


def check_problem(answer: httpx2.Response, status: int, code: str) -> Json:
    """Assert that an answer is a whole problem document, and return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: Json = answer.json()
    assert body["code"] == code, body
    assert body["status"] == status
    assert body["type"].endswith(f"/{code}")
    assert len(body["title"]) > 5
    assert len(body["detail"]) > 5
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


def check_forbidden(answer: httpx2.Response) -> None:
    """Assert that an answer is a whole refusal for want of a right, in the form of its part of the API."""
    if not answer.url.path.startswith("/v1/"):
        check_problem(answer, 403, "forbidden")
        return
    assert answer.status_code == 403, answer.text
    assert answer.json()["error"].keys() == {"message", "type", "param", "code"}
    assert answer.json()["error"]["code"] == "forbidden"


def problem_code(answer: httpx2.Response) -> str:
    """The code of a refusal, whatever it is; asserts that it is a whole problem document."""
    body = answer.json()
    check_problem(answer, answer.status_code, body["code"])
    return str(body["code"])
