"""A real worker process is killed while it builds and clears up index versions: readers always see one whole version."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from building_shop import BuildingShop
from installation import Installation, until

KILLS = 14


@pytest.fixture
def place(tmp_path):
    made = Installation(tmp_path / "home")
    yield made
    made.end()


def _worker_again(place: Installation) -> None:
    """Wait for the next worker; a supervisor that gave up on one that dies so often is started again."""
    until(lambda: place.named("aisle", "worker") or place.supervisor.poll() is not None, 60)
    if place.supervisor.poll() is not None:
        until(lambda: not place.named("aisle", "serve") and not place.named("aisle", "worker"), 60)
        place.start()
        place.wait_until_ready()


def _kill_once(shop: BuildingShop) -> None:
    """Begin a build, switch now and then, and kill the worker somewhere in the middle."""
    shop.start_build()
    deadline = time.monotonic() + 3
    while not (kinds := shop.running()) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(shop.dice.uniform(0, 0.4))
    with ThreadPoolExecutor(1) as hand:
        switching = hand.submit(shop.switch) if shop.dice.random() < 0.5 else None
        kinds = shop.running()
        shop.place.kill("worker")
        if switching:
            switching.result()
    shop.killed.update(kinds or ["nothing"])
    _worker_again(shop.place)
    shop.hurry()
    if shop.dice.random() < 0.5:
        shop.settle()
        shop.switch()


@pytest.mark.slow
@pytest.mark.timeout(1_500)
@pytest.mark.parametrize("seed", [3])
def test_readers_see_one_whole_version_whenever_the_worker_is_killed(place: Installation, seed: int) -> None:
    place.start()
    place.wait_until_ready()
    place.open_store()
    shop = BuildingShop(place, random.Random(seed))
    shop.fill()
    with ThreadPoolExecutor(2) as readers:
        reading = [readers.submit(shop.keep_reading) for _ in range(2)]
        try:
            for _ in range(KILLS):
                _kill_once(shop)
            shop.settle()
            shop.switch()
            shop.read()
        finally:
            shop.stop_reading()
        for one in reading:
            one.result()
    shop.settle()
    shop.compare()
    print(f"\nkilled in {dict(shop.killed)}; {shop.reads} reads of {len(shop.seen)} versions")
    assert sum(shop.killed.values()) >= KILLS
    assert shop.killed["build_index"] >= 5, "hardly any kill met a build"
    assert len(shop.seen) >= 3, "several versions answered meanwhile"
