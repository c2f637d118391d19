"""`aisle run` starts, serves, ends when asked and leaves nothing behind, also when it is killed."""

import pytest
from installation import Installation, until


@pytest.fixture
def place(tmp_path):
    made = Installation(tmp_path / "home")
    yield made
    made.end()


def test_it_starts_serves_and_ends_and_starts_again(place: Installation) -> None:
    place.start()
    place.wait_until_ready()
    assert place.named("aisle", "serve")
    until(lambda: place.named("aisle", "worker"))
    code, seconds = place.interrupt()
    assert code == 0, place.said()
    assert seconds < 10
    until(lambda: not place.processes(), 5)

    place.start()
    place.wait_until_ready(30)
    place.kill_database()
    until(lambda: "started again" in place.log(), 20)
    until(place.is_ready, 30)
    until(lambda: place.named("aisle", "worker"))
    place.kill("supervisor")
    until(lambda: not place.processes(), 30)
