"""What every hasher promises, and what the real one adds: its parameters and its bounds."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from argon2 import PasswordHasher

from aisle.adapters.passwords.argon2 import SHARE, Argon2Hasher
from aisle.adapters.passwords.listed import ListedPasswords
from aisle.adapters.passwords.quick import QuickHasher
from aisle.adapters.passwords.resting import Rests
from aisle.identity.accounts.errors import HashingBusy
from aisle.identity.accounts.ports import Verdict

PASSWORD = "seven otters juggle plums"


@pytest.fixture(params=[Argon2Hasher, QuickHasher])
async def hasher(request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    made = request.param()
    yield made
    await made.close()


async def test_password_matches_its_own_hash_alone(hasher: Any) -> None:
    one, other = await hasher.hash(PASSWORD), await hasher.hash(PASSWORD)
    assert one != other
    assert PASSWORD not in one
    assert await hasher.check(PASSWORD, one) == Verdict(True, False)
    for wrong in (PASSWORD + " ", PASSWORD.upper(), "", PASSWORD[:-1]):
        assert await hasher.check(wrong, one) == Verdict(False)


@pytest.mark.parametrize("stored", [None, "", "nonsense", "$argon2id$v=19$m=19456,t=2,p=1$x$y", "$2b$12$abc"])
async def test_what_is_no_hash_matches_nothing(hasher: Any, stored: str | None) -> None:
    for password in (PASSWORD, "", stored or "x"):
        assert not (await hasher.check(password, stored)).matches


async def test_hash_says_the_parameters_of_the_day() -> None:
    assert (await Argon2Hasher().hash(PASSWORD)).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_hash_with_other_parameters_is_outdated() -> None:
    weaker = PasswordHasher(1, 8 * 1024, 1).hash(PASSWORD)
    hasher = Argon2Hasher()
    assert await hasher.check(PASSWORD, weaker) == Verdict(True, True)
    assert await hasher.check("another", weaker) == Verdict(False, False)


class Gate:
    """Stands in the pool's threads until it is opened."""

    def __init__(self, hasher: Argon2Hasher, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        monkeypatch.setattr(hasher, "_argon", self)

    def hash(self, _password: str) -> str:
        self.open.wait(20)
        return "hash"


async def test_line_is_short_and_whoever_is_beyond_it_is_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hasher = Argon2Hasher(threads=1, waiting=2)
    gate = Gate(hasher, monkeypatch)
    inside = [asyncio.create_task(hasher.hash(PASSWORD)) for _ in range(3)]
    await asyncio.sleep(0)
    for _ in range(200):
        with pytest.raises(HashingBusy) as refused:
            await hasher.hash(PASSWORD)
    assert refused.value.extra["retry_after"] >= 1
    gate.open.set()
    assert await asyncio.gather(*inside) == ["hash"] * 3
    assert await hasher.hash(PASSWORD) == "hash"


async def test_caller_who_hung_up_holds_the_place_until_the_thread_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else a flood of callers that hang up at once would fill the pool's own line without end."""
    hasher = Argon2Hasher(threads=1, waiting=0)
    gate = Gate(hasher, monkeypatch)
    gone = asyncio.create_task(hasher.hash(PASSWORD))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    with pytest.raises(HashingBusy):
        await hasher.hash(PASSWORD)
    gate.open.set()
    for _ in range(1_000):  # until the thread has said that it is free
        try:
            assert await hasher.hash(PASSWORD) == "hash"
            break
        except HashingBusy:
            await asyncio.sleep(0.01)
    else:
        pytest.fail("the place was never given back")


class Watch:
    """A clock that stands still while nobody works or sleeps: each hash takes a second."""

    def __init__(self) -> None:
        self.time, self.worked, self.slept = 100.0, 0.0, 0.0

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.slept += seconds

    def hash(self, _password: str) -> str:
        self.time += 1
        self.worked += 1
        return "hash"

    def rests(self, share: float) -> Rests:
        return Rests(share, lambda: self.time, lambda: self.worked, self.sleep)


async def test_flood_takes_no_more_than_its_share_of_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch()
    hasher = Argon2Hasher(rests=watch.rests(0.25))
    monkeypatch.setattr(hasher, "_argon", watch)
    await asyncio.gather(*(hasher.hash(PASSWORD) for _ in range(10)))
    assert (watch.worked, watch.slept) == (10, 9 * 3), (
        "the rest lies behind the work: nobody waits for the last"
    )
    watch.time += 2
    await hasher.hash(PASSWORD)
    assert watch.slept == 9 * 3 + 1, "what was idle meanwhile is rest, too"
    watch.time += 1_000
    await hasher.hash(PASSWORD)
    assert watch.slept == 9 * 3 + 1, "whoever comes alone waits for nobody"


async def test_thread_rests_after_work_that_failed() -> None:
    watch = Watch()
    rests = watch.rests(0.5)
    with pytest.raises(ZeroDivisionError), rests.before_next():
        watch.hash("")
        raise ZeroDivisionError
    with rests.before_next():
        assert watch.slept == 1


def test_hashing_is_left_a_part_of_a_core() -> None:
    """The figures of the flood hold for this share: docs/measurements.md."""
    assert SHARE <= 0.25


@pytest.mark.parametrize(
    "password", ["password123", "PASSWORD123", "qwertyuiop", "1234567890", "football2024!", "iloveyou!!"]
)
async def test_list_knows_stolen_passwords_and_those_with_marks_behind(password: str) -> None:
    assert await ListedPasswords().contains(password)


async def test_list_leaves_others_alone() -> None:
    assert not await ListedPasswords().contains(PASSWORD)
    assert not await ListedPasswords().contains("")
