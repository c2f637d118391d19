"""What every list of stolen passwords promises, and what the service that is asked for ranges learns."""

import hashlib
from typing import Any

import pytest
from yarl import URL

from aisle.adapters.passwords.known import KnownPasswords
from aisle.adapters.passwords.listed import ListedPasswords
from aisle.adapters.passwords.ranges import RangedPasswords
from aisle.core.http import OutsideUnavailable
from aisle.core.http.egress import EgressRefused, Fetched

ADDRESS = "https://ranges.example/range/"
GOOD = "seven otters juggle plums"


class Ranges:
    """Answers as the service does, padded, and remembers what it was asked."""

    def __init__(self, *stolen: str, fails: Exception | None = None) -> None:
        self.stolen = [hashlib.sha1(one.encode()).hexdigest().upper() for one in stolen]
        self.fails, self.asked = fails, list[tuple[str, Any]]()

    async def get(self, url: str, **more: Any) -> Fetched:
        self.asked.append((url, more))
        if self.fails:
            raise self.fails
        prefix = url.rsplit("/", 1)[1]
        lines = [f"{one[5:]}:7" for one in self.stolen if one.startswith(prefix)]
        padding = hashlib.sha1(GOOD.encode()).hexdigest().upper()[5:]
        body = "\r\n".join([*lines, f"{padding}:0", "nonsense"]).encode()
        return Fetched(URL(url), 200, "text/plain", {}, body)


def ranged(service: Ranges) -> RangedPasswords:
    return RangedPasswords(service, ADDRESS, KnownPasswords(frozenset()))  # type: ignore[arg-type]


@pytest.mark.parametrize("one", [ListedPasswords(), KnownPasswords(), ranged(Ranges("password123"))])
async def test_stolen_password_is_known_and_a_good_one_is_not(one: Any) -> None:
    assert await one.contains("password123")
    for good in (GOOD, "", "пароль из слов", "\ud800"):
        assert not await one.contains(good)


async def test_service_learns_five_characters_of_a_hash() -> None:
    service = Ranges()
    assert not await ranged(service).contains(GOOD)
    ((url, more),) = service.asked
    assert url == f"https://ranges.example/range/{hashlib.sha1(GOOD.encode()).hexdigest().upper()[:5]}"
    assert more["headers"]["Add-Padding"] == "true"
    assert GOOD not in str(service.asked)


@pytest.mark.parametrize("fails", [OutsideUnavailable("away"), EgressRefused("no")])
async def test_while_the_service_is_away_the_list_at_hand_decides(fails: Exception) -> None:
    asked = RangedPasswords(Ranges(fails=fails), ADDRESS, ListedPasswords())  # type: ignore[arg-type]
    assert await asked.contains("password123")
    assert not await asked.contains(GOOD)


async def test_service_is_not_asked_for_what_is_known_at_hand() -> None:
    service = Ranges()
    assert await RangedPasswords(service, ADDRESS, ListedPasswords()).contains("password123")  # type: ignore[arg-type]
    assert service.asked == []
