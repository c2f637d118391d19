"""Figures in the pages for people who run Aisle are those of the code."""

import re
from datetime import timedelta
from inspect import signature

from source_files import ROOT

from aisle.adapters.passwords.argon2 import Argon2Hasher
from aisle.core.settings import Settings
from aisle.identity.accounts import limits
from aisle.identity.accounts.password_rules import LONGEST, SHORTEST
from aisle.identity.factors import limits as factor_limits
from aisle.identity.logins.lifetimes import ABSOLUTE, ACCESS, IDLE, REPEAT, VERIFIED
from aisle.identity.logins.types import LoginKind

HOW_TO = ROOT / "docs" / "how-to"
NUMBERS = {1: "one", 5: "five", 10: "ten", 16: "16"}


def page(name: str) -> str:
    """A page in one line, so that where its lines break does not matter."""
    return re.sub(r"\s+", " ", (HOW_TO / name).read_text("utf-8"))


def minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def word(number: int) -> str:
    return NUMBERS.get(number, str(number))


def test_sign_in_page_says_how_long_sign_ins_hold() -> None:
    text = page("sign-people-in.md")
    for kind, name in ((LoginKind.BROWSER, "browser"), (LoginKind.TOKEN, "program")):
        assert f"| {name} | {IDLE[kind].days} days | {ABSOLUTE[kind].days} days |" in text
    assert f"The access token holds for {word(minutes(ACCESS))} minutes" in text
    assert f"within {word(int(REPEAT.total_seconds()))} seconds from the same program" in text
    assert f"a proof within the last {word(minutes(VERIFIED))} minutes" in text


def test_sign_in_page_says_which_passwords_are_taken() -> None:
    text = page("sign-people-in.md")
    assert f"At least {word(SHORTEST)} characters, at most {LONGEST}, of any kind." in text
    assert "made of the person's own name or address" in text
    assert "the name of one of their organizations, of Aisle or of the public host" in text


def test_sign_in_page_says_how_often_one_may_try() -> None:
    text = page("sign-people-in.md")
    tries = limits.PASSWORDS
    assert f"| passwords of an account | {tries.most} in {minutes(tries.span)} minutes" in text
    most = Settings.model_fields["client_attempts"].default
    assert f"`AISLE_CLIENT_ATTEMPTS` ({most}) in {minutes(limits.WHILE)} minutes" in text
    assert f"| sign-ups of an address | {limits.SIGN_UPS.most} an hour |" in text
    assert f"| mails to an address or for an account | {limits.MAILS.most} an hour |" in text
    assert "A limit passes by itself." in text
    waiting = signature(Argon2Hasher).parameters["waiting"].default
    assert f"When {waiting} wait" in text


def test_page_of_factors_says_how_often_codes_are_guessed() -> None:
    guesses = factor_limits.GUESSES
    said = f"guessed {word(guesses.most)} times in {word(minutes(guesses.span))} minutes for one account"
    assert said in page("set-up-second-factors.md")
