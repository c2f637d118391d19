"""Everything is killed again and again while a shop sends its goods and shoppers ask: nothing acknowledged is lost or doubled."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx
import pytest
from installation import Installation, until

KILLS = 30
TARGETS = ("serve", "worker", "worker", "database", "supervisor")
PARAGRAPHS = 12
PRODUCTS = 25
STUCK = (
    "SELECT kind, state, attempts, error FROM aisle.job"
    " WHERE state = 'running' OR (state = 'queued' AND due_at < now() + interval '1 hour')"
)

# The watch over an ingestion that was begun twice looks again after five minutes, which pass here at once.
HURRY = "UPDATE aisle.job SET due_at = now() WHERE kind = 'settle_ingest' AND state = 'queued'"


@dataclass
class Shop:
    """Sends things, and remembers what was acknowledged."""

    place: Installation
    dice: random.Random
    documents: dict[str, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    handles: set[str] = field(default_factory=set)
    waiting: list[tuple[str, set[str]]] = field(default_factory=list)
    conversation: str | None = None
    questions: dict[str, list[str]] = field(default_factory=dict)

    def send(self, method: str, path: str, **more: Any) -> dict[str, Any] | None:
        """None when it was not acknowledged, for whatever reason; only an outage may be the reason."""
        try:
            reply = self.place.ask(method, path, **more)
        except httpx.HTTPError:
            return None
        assert reply.status_code in (200, 202, 409, 503), (path, reply.status_code, self.place.said())
        return reply.json() if reply.status_code < 300 else None

    def upload(self, number: int) -> None:
        name = f"guide-{number % 12}.md" if self.dice.random() < 0.3 else f"guide-{number}.md"
        text = "\n\n".join(
            f"## Part {part}\n\nGuide {number}, part {part}, says {self.dice.random()} about wool."
            for part in range(PARAGRAPHS)
        )
        if done := self.send(
            "POST", "/documents", json={"title": f"Guide {number}", "text": text, "name": name}
        ):
            self.documents[done["documents"][0]["id"]] = name

    def sell(self, number: int) -> None:
        """A file that was not acknowledged is sent again; sending it twice must not matter."""
        first = number * (PRODUCTS - 5)  # the files overlap
        rows = [f"h{n},Sock {n},{n + 1}.00,{n % 9}" for n in range(first, first + PRODUCTS)]
        self.waiting.append(
            ("\n".join(["handle,title,price,stock", *rows]), {row.split(",")[0] for row in rows})
        )
        self.resend()

    def resend(self) -> None:
        for file in list(self.waiting):
            if done := self.send(
                "POST", "/catalog/imports", files={"file": ("goods.csv", file[0].encode(), "text/csv")}
            ):
                self.imports.append(done["import_id"])
                self.handles |= file[1]
                self.waiting.remove(file)

    def ask(self, number: int) -> None:
        """A turn that was killed is called interrupted only after a while; the shopper begins a new conversation."""
        question = f"What does guide {number} say about wool?"
        body = {"message": question, "client_message_id": f"m{number}"}
        if self.conversation:
            body["conversation_id"] = self.conversation
        done = self.send("POST", "/chat", json=body)
        self.conversation = done["conversation_id"] if done else None
        if done:
            self.questions.setdefault(done["conversation_id"], []).append(question)

    def messages(self, conversation: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = {}
        while page := self.send(
            "GET", f"/conversations/{conversation}/messages", params={"limit": 50} | cursor
        ):
            found += page["items"]
            if page["next_cursor"] is None:
                return found
            cursor = {"cursor": page["next_cursor"]}
        raise AssertionError("the conversation cannot be read")


@pytest.fixture
def place(tmp_path):
    made = Installation(tmp_path / "home")
    yield made
    made.end()


def _restart(place: Installation) -> None:
    """A new supervisor, once what the old one left has ended."""
    until(lambda: not place.named("aisle", "serve") and not place.named("aisle", "worker"), 60)
    place.start()
    place.wait_until_ready()


@pytest.mark.slow
@pytest.mark.timeout(1_500)
@pytest.mark.parametrize("seed", [20])
def test_nothing_acknowledged_is_lost_or_doubled_by_thirty_kills(place: Installation, seed: int) -> None:
    dice = random.Random(seed)
    place.start()
    place.wait_until_ready()
    place.open_store()
    shop = Shop(place, dice)
    with ThreadPoolExecutor(3) as hands:
        for number in range(KILLS):
            busy = [hands.submit(work, number) for work in (shop.upload, shop.sell, shop.ask)]
            time.sleep(dice.uniform(0, 1.5))
            target = dice.choice(TARGETS)
            place.kill(target)
            for one in busy:
                one.result()
            if target == "supervisor" or (place.supervisor and place.supervisor.poll() is not None):
                _restart(place)
            elif dice.random() < 0.5:
                until(lambda: place.is_ready() or place.supervisor.poll() is not None, 90, 0.2)
                if place.supervisor.poll() is not None:  # it gives up on what dies too often, and says so
                    _restart(place)
    if place.supervisor.poll() is not None:
        _restart(place)
    place.wait_until_ready()
    until(lambda: shop.resend() or not shop.waiting, 120)
    until(lambda: place.named("aisle", "worker"), 60)
    until(lambda: place.sql(HURRY) == place.sql(STUCK) == [], 400, 1)
    print(
        f"\nacknowledged: {len(shop.documents)} documents, {len(shop.imports)} imports, {_count(shop)} questions"
    )
    _compare(place, shop)


def _count(shop: Shop) -> int:
    return sum(map(len, shop.questions.values()))


def _compare(place: Installation, shop: Shop) -> None:
    assert len(shop.documents) >= 5
    assert _count(shop) >= 5
    for document in shop.documents:
        found = shop.send("GET", f"/documents/{document}")
        assert found is not None
        assert found["state"] == "ready" or (found["state"] == "failed" and found["reason"]), found
    for import_id in shop.imports:
        assert (shop.send("GET", f"/catalog/imports/{import_id}") or {})["state"] == "done"
    handles = [row[0] for row in place.sql("SELECT handle FROM aisle.product")]
    assert sorted(handles) == sorted(shop.handles)
    assert place.sql("SELECT count(*) FROM aisle.variant") == [[str(len(handles))]]
    for table, columns in {
        "document": "source_id, name",
        "chunk": "document_version_id, start_offset",
        "passage": "content_hash",
        "index_item": "version_id, kind, item_id",
        "index_item i": "version_id, ordinal",
    }.items():
        assert (
            place.sql(f"SELECT {columns} FROM aisle.{table} GROUP BY {columns} HAVING count(*) > 1") == []
        ), table
    published = place.sql(
        "SELECT DISTINCT c.passage_id FROM aisle.chunk c JOIN aisle.document d ON d.published_version_id = c.document_version_id"
    )
    assert sorted(place.sql("SELECT item_id FROM aisle.index_item WHERE kind = 'passage'")) == sorted(
        published
    )
    assert sorted(place.sql("SELECT item_id FROM aisle.index_item WHERE kind = 'product'")) == sorted(
        place.sql("SELECT id FROM aisle.product")
    )
    assert place.sql("SELECT kind, error FROM aisle.job WHERE state = 'dead'") == []
    for conversation, questions in shop.questions.items():
        messages = shop.messages(conversation)
        asked = {message["turn_id"]: message["text"] for message in messages if message["role"] == "user"}
        answered = [message["turn_id"] for message in messages if message["role"] == "assistant"]
        assert (
            len(asked) == len(set(asked.values())) == sum(message["role"] == "user" for message in messages)
        )
        assert set(questions) <= set(asked.values())
        for turn, question in asked.items():
            assert answered.count(turn) == 1 or (answered.count(turn) == 0 and question not in questions)
