"""One contract for what checks passkeys: the real one and the fake."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from soft_passkey import SoftPasskey, to_base64

from aisle.adapters.passkeys.plain import PlainVerifier
from aisle.adapters.passkeys.webauthn import WebauthnVerifier
from aisle.identity.factors.errors import PasskeyRefused
from aisle.identity.factors.types import Page, StoredPasskey

PAGE = Page("https://shop.example", "shop.example")
ELSEWHERE = Page("https://evil.example", "evil.example")
CHALLENGE, OTHER = b"c" * 32, b"o" * 32


@dataclass
class RealDevice:
    """An authenticator in software."""

    device: SoftPasskey

    def create(self) -> dict[str, Any]:
        wanted = {"user": {"id": "AAAA"}, "rp": {"id": PAGE.host}, "challenge": to_base64(CHALLENGE)}
        return self.device.create(wanted)

    def get(self) -> dict[str, Any]:
        return self.device.get({"rpId": PAGE.host, "challenge": to_base64(CHALLENGE)})


@dataclass
class PlainDevice:
    """What the fake believes."""

    verifies: bool
    count: int = 0

    def create(self) -> dict[str, Any]:
        return {"challenge": to_base64(CHALLENGE), "origin": PAGE.origin, "id": "one"}

    def get(self) -> dict[str, Any]:
        self.count += 1
        return {**self.create(), "count": self.count, "verified": self.verifies}


def real(verifies: bool = True) -> RealDevice:
    return RealDevice(SoftPasskey(PAGE.origin, verifies))


KINDS = [
    pytest.param(WebauthnVerifier(), real, id="real"),
    pytest.param(PlainVerifier(), PlainDevice, id="fake"),
]
Make = Callable[[bool], Any]


def enrolled(verifier: Any, device: Any) -> StoredPasskey:
    made = verifier.check_new(device.create(), CHALLENGE, PAGE)
    return StoredPasskey(made.credential_id, made.public_key, made.sign_count)


@pytest.mark.parametrize(("verifier", "make"), KINDS)
def test_passkey_is_taken_and_used_and_its_counter_goes_on(verifier: Any, make: Make) -> None:
    device = make(True)
    stored = enrolled(verifier, device)
    assert verifier.check_use(device.get(), CHALLENGE, PAGE, stored, verified=True) == 1
    assert verifier.check_use(device.get(), CHALLENGE, PAGE, stored, verified=True) == 2


@pytest.mark.parametrize(("verifier", "make"), KINDS)
@pytest.mark.parametrize(("challenge", "page"), [(OTHER, PAGE), (CHALLENGE, ELSEWHERE)])
def test_answer_to_another_challenge_or_page_is_refused(
    verifier: Any, make: Make, challenge: bytes, page: Page
) -> None:
    device = make(True)
    with pytest.raises(PasskeyRefused):
        verifier.check_new(device.create(), challenge, page)
    stored = enrolled(verifier, device)
    with pytest.raises(PasskeyRefused):
        verifier.check_use(device.get(), challenge, page, stored, verified=False)


@pytest.mark.parametrize(("verifier", "make"), KINDS)
def test_user_has_to_be_known_where_that_is_asked(verifier: Any, make: Make) -> None:
    device = make(False)
    stored = enrolled(verifier, device)
    assert verifier.check_use(device.get(), CHALLENGE, PAGE, stored, verified=False) == 1
    with pytest.raises(PasskeyRefused):
        verifier.check_use(device.get(), CHALLENGE, PAGE, stored, verified=True)


@pytest.mark.parametrize(("verifier", "make"), KINDS)
def test_counter_that_went_back_tells_of_a_copy(verifier: Any, make: Make) -> None:
    device = make(True)
    stored = enrolled(verifier, device)
    later = StoredPasskey(stored.credential_id, stored.public_key, 7)
    with pytest.raises(PasskeyRefused):
        verifier.check_use(device.get(), CHALLENGE, PAGE, later, verified=True)


@pytest.mark.parametrize(("verifier", "make"), KINDS)
@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"id": None},
        {"id": "é"},
        {"id": "AAAA", "rawId": "BBBB"},
        {"response": []},
        {"response": {"clientDataJSON": 7}},
    ],
)
def test_what_is_no_answer_is_refused(verifier: Any, make: Make, answer: dict[str, Any]) -> None:
    stored = enrolled(verifier, make(True))
    for check in (
        lambda: verifier.check_new(answer, CHALLENGE, PAGE),
        lambda: verifier.check_use(answer, CHALLENGE, PAGE, stored, verified=False),
    ):
        with pytest.raises(PasskeyRefused):
            check()
