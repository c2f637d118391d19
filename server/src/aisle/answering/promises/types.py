"""Commitments, and what may authorise them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a commitment is about: each costs a shop something that it did not offer."""

    REFUND = "refund"
    RETURN = "return"
    EXCHANGE = "exchange"
    DISCOUNT = "discount"
    GIFT = "gift"
    DELIVERY = "delivery"
    WARRANTY = "warranty"
    REPAIR = "repair"
    ORDER = "order"
    STOCK = "stock"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language speaks of commitments, as regular expressions over text in small letters.

    Attributes:
        topics: Words that belong to a topic.
        acts: The speaker does, did or will do something for the shopper, or gives their word.
        harmless_acts: Things a speaker may do: to recommend, to compare, to be sorry.
        denials: The speaker says that they cannot, or that there is none.
        not_denials: Turns of phrase with a "no" in them that grant something all the same.
        offers: Questions that hold something out.
        pointers: The shopper is sent to a page or a person.
        personal: What is granted to this shopper alone.
        strong: Words that make more of a rule than it says.
        conditions: What begins the limits of a rule.
        numbers: Number words with their values.
        units: Words of units by the unit's name.
        times: Words that name a time without a number.
    """

    topics: Mapping[Topic, str]
    acts: str
    harmless_acts: str
    denials: str
    not_denials: str
    offers: str
    pointers: str
    personal: str
    strong: str
    conditions: str
    numbers: Mapping[str, float]
    units: Mapping[str, str]
    times: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a sentence commits the shop to.

    Attributes:
        by_itself: The speaker acts or gives their word: no policy can authorise that.
    """

    topics: frozenset[Topic]
    by_itself: bool


class Ruling(StrEnum):
    """What the guard decides. Quote: the policy's own words stand in for the sentence. Hand on: to a person."""

    PASS = "pass"  # noqa: S105
    QUOTE = "quote"
    HAND_ON = "hand_on"


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling; for a quotation, which passage of those given and which span of it is to be quoted."""

    ruling: Ruling
    passage: int = -1
    start: int = 0
    end: int = 0
