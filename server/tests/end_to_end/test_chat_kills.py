"""API, worker and database are killed in turn while shoppers chat: nothing acknowledged is lost, doubled or out of order."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import pytest
from chatting_shoppers import ORIGIN, ChattingShopper, Talk
from installation import Installation, until

SHOPPERS = 4
TARGETS = ("serve", "database", "serve", "worker")
FINAL = ("complete", "stopped", "interrupted", "failed")
GUIDE = "# Wool\n\n" + "\n\n".join(
    f"Part {n} of the guide says about wool that it keeps warm for {n} hours in the cold rain."
    for n in range(1, 9)
)
SERVER = Path(__file__).parents[2]


@pytest.fixture
def model() -> Iterator[str]:
    """The address of a stub model that takes its time, so that kills fall into answers."""
    command = [sys.executable, "-m", "benchmarks.stub_model", "0.04"]
    child = subprocess.Popen(command, cwd=SERVER, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    port = int(child.stdout.readline())
    draining = threading.Thread(target=child.stdout.read, daemon=True)
    draining.start()
    yield f"http://127.0.0.1:{port}/v1"
    child.kill()
    child.wait()


@pytest.fixture
def place(tmp_path: Path, model: str) -> Iterator[Installation]:
    settings = {"OPENAI_BASE_URL": model, "OPENAI_API_KEY": "stub", "AISLE_CHAT_MODEL": "stub"}
    made = Installation(tmp_path / "home", more=settings)
    yield made
    made.end()


def _open_shop(place: Installation) -> str:
    place.start()
    place.wait_until_ready()
    place.open_store()
    body = {"title": "Wool", "text": GUIDE, "name": "wool.md"}
    assert place.ask("POST", "/documents", json=body).status_code == 202
    until(lambda: place.sql("SELECT count(*) FROM aisle.index_item WHERE kind = 'passage'") != [["0"]])
    made = place.aisle("key", "create", "--store", "kills", "--kind", "publishable", "--origin", ORIGIN)
    return str(made["key"])


def _restart(place: Installation) -> None:
    """A supervisor gives up on what dies too often, and says so; its owner starts it again."""
    until(lambda: not place.named("aisle", "serve") and not place.named("aisle", "worker"), 60)
    place.start()
    place.wait_until_ready()


def _kill_again_and_again(place: Installation, dice: random.Random, kills: int) -> None:
    for target in islice(cycle(TARGETS), kills):
        time.sleep(dice.uniform(0.1, 2.5))
        place.kill(target)
        assert place.supervisor is not None
        supervisor = place.supervisor
        if dice.random() < 0.6:
            until(lambda gone=supervisor: place.is_ready() or gone.poll() is not None, 90, 0.2)  # type: ignore[misc]
        if supervisor.poll() is not None:
            _restart(place)


def _at_rest(place: Installation) -> None:
    if place.supervisor is not None and place.supervisor.poll() is not None:
        _restart(place)
    place.wait_until_ready()


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize(("seed", "kills"), [(1, 4), *((seed, 50) for seed in (11, 12, 13, 14))])
def test_chats_outlive_kills(place: Installation, seed: int, kills: int) -> None:
    public_key = _open_shop(place)
    dice, stop = random.Random(seed), threading.Event()
    shoppers = [ChattingShopper(place, f"s{n}", random.Random(seed * 100 + n), stop) for n in range(SHOPPERS)]
    for one in shoppers:
        one.arrive(public_key)
    with ThreadPoolExecutor(SHOPPERS) as hands:
        talking = [hands.submit(one.keep_talking) for one in shoppers]
        try:
            _kill_again_and_again(place, dice, kills)
            _at_rest(place)
        finally:
            stop.set()
        for one in talking:
            one.result()
    time.sleep(13)  # the lease of a turn whose process died runs out
    said = [told for one in shoppers for talk in one.talks for told in talk.said]
    ends = {end: sum(told.end == end for told in said) for end in ("finish", "abort", "error", None)}
    print(
        f"\nseed {seed}, {kills} kills: {len(said)} messages, ended as seen {ends},"
        f" resumed {sum(one.resumed for one in shoppers)}, sent again {sum(one.resent for one in shoppers)}"
    )
    for one in shoppers:
        for talk in one.talks:
            _compare(one, talk)
    _nothing_more(place, shoppers)


def _compare(shopper: ChattingShopper, talk: Talk) -> None:
    """What was acknowledged stands in the conversation once and in its order, each answer behind its question."""
    read = shopper.messages(talk)
    asked = [one for one in read if one["role"] == "user"]
    assert [one["text"] for one in asked] == [told.words for told in talk.said]
    assert [one["turn_id"] for one in asked] == [told.turn_id for told in talk.said]
    assert {one["state"] for one in read} <= set(FINAL)
    by_turn = {one["turn_id"]: one for one in read if one["role"] == "assistant"}
    assert len(by_turn) == len(read) - len(asked), "a question was answered twice"
    order = [one["turn_id"] for one in read]
    assert order == [turn for told in talk.said for turn in [told.turn_id] * order.count(told.turn_id)]
    for told in talk.said:
        if told.end == "finish":
            assert by_turn[told.turn_id]["state"] == "complete"
            assert by_turn[told.turn_id]["text"] == told.text


def _nothing_more(place: Installation, shoppers: list[ChattingShopper]) -> None:
    """The database holds the conversations and turns that the shoppers know of, and no others."""
    talks = [talk for one in shoppers for talk in one.talks if talk.id]
    assert sorted(talk.id or "" for talk in talks) == sorted(
        row[0] for row in place.sql("SELECT id FROM aisle.conversation")
    )
    turns = {turn for talk in talks for turn in talk.turns}
    assert {row[0] for row in place.sql("SELECT id FROM aisle.turn")} == turns
    assert place.sql("SELECT state FROM aisle.turn WHERE state = 'running'") == []
    doubled = "SELECT turn_id, role FROM aisle.message GROUP BY turn_id, role HAVING count(*) > 1"
    assert place.sql(doubled) == []
