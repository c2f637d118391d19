"""What is secret by its type, or looks like it, is not readable in a log; everything else is."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from pydantic import BaseModel, SecretBytes, SecretStr

from aisle.core.secrets import Secrets
from aisle.core.telemetry.redacting import cleaned, redact
from aisle.identity.tokens import LOGIN_PREFIX, make_key
from aisle.notifications.ports import Mail

CANARY = "canary-of-a-secret"
TOKEN, _ = make_key(LOGIN_PREFIX, uuid4(), uuid4())


@dataclass
class Held:
    secret: str = CANARY


class Model(BaseModel):
    secret: str = CANARY


SECRET: list[Any] = [
    SecretStr(CANARY),
    SecretBytes(CANARY.encode()),
    CANARY.encode(),
    bytearray(CANARY.encode()),
    Held(),
    Model(),
    Secrets(CANARY.encode()),
    Mail("ann@customer.example", CANARY, CANARY, CANARY),
    {"deep": [{"deeper": (SecretStr(CANARY), {"x": Held()})}]},
    {1, SecretStr(CANARY)},
]
TEXTS = [
    TOKEN,
    f"refused {TOKEN}.",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl",
    "Authorization: Bearer abcdefghijklmnop",
    "postgresql://aisle:pa55word@db.example:5432/aisle",
    "no such person: ann.smith+x@customer.example",
    "Key (email)=(ann@customer.example) already exists",
    "mailto:zoë@müller.example",
]
LEAKS = ("pa55word", "@customer", "@müller", "abcdefghijklmnop", "c2lnbmF0", TOKEN[-20:])
PLAIN: list[Any] = [
    "request",
    "/documents/{document_id}",
    "application/json",
    "3.5",
    "",
    7,
    1.5,
    True,
    None,
    "Beck tent for two, 249.00 @ 3 pieces",
    "2026-11-20T21:30:00+00:00",
]


@pytest.mark.parametrize("value", SECRET, ids=lambda one: type(one).__name__)
def test_secret_types_are_hidden_however_deep(value: Any) -> None:
    shown = str(redact(None, "info", {"event": "x", "value": value, "more": [value]}))
    assert CANARY not in shown
    assert "customer" not in shown


# Every process that runs tests has to call them the same, and some of these are made anew in each.
@pytest.mark.parametrize("text", TEXTS, ids=map(str, range(len(TEXTS))))
def test_texts_that_look_secret_are_hidden(text: str) -> None:
    shown = str(cleaned({"detail": text, text: 1}))
    assert not [leak for leak in LEAKS if leak in shown], shown


@pytest.mark.parametrize("value", PLAIN)
def test_everything_else_is_left_as_it_is(value: Any) -> None:
    assert cleaned(value) == value


def test_ids_times_and_errors_are_readable() -> None:
    made, at = uuid4(), datetime.date(2026, 11, 20)
    assert cleaned([made, at, ValueError("no tent")]) == [str(made), "2026-11-20", "no tent"]


def test_what_holds_itself_ends() -> None:
    round_: list[Any] = []
    round_.append(round_)
    assert "[hidden]" in str(cleaned(round_))
