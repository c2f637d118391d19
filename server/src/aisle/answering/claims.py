"""The ledger of an answer: each sentence with what bears it out, also those that the shopper never saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a sentence.

    Shown: borne out, or claims nothing. Marked: shown as not found in the shop's sources. Dropped: left out.
    Rewritten: shown in other words, because it promised or named an amount in a way that only the shop may.
    """

    SHOWN = "shown"
    MARKED = "marked"
    DROPPED = "dropped"
    REWRITTEN = "rewritten"


class Fault(StrEnum):
    """What is wrong with a sentence."""

    NOT_SUPPORTED = "not_supported"
    NUMBER_NOT_IN_EVIDENCE = "number_not_in_evidence"
    NAME_NOT_IN_EVIDENCE = "name_not_in_evidence"
    NO_MARK = "no_mark"
    UNKNOWN_MARK = "unknown_mark"
    FREE_AMOUNT = "free_amount"
    PROMISE_WITHOUT_POLICY = "promise_without_policy"
    WRONG_LANGUAGE = "wrong_language"
    REPEATED = "repeated"
    FOREIGN_LINK = "foreign_link"
    MARKUP = "markup"
    LEAKED_INSTRUCTIONS = "leaked_instructions"
    TOO_LONG = "too_long"
    AVOIDED = "avoided"


class Method(StrEnum):
    """Who judged: the sentence is a quotation, rules compared it with its spans, or a model did."""

    QUOTE = "quote"
    RULES = "rules"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence in the order in which it was written.

    Attributes:
        text: As the writer wrote it, with marks resolved to the answer's numbers.
        shown_text: As the shopper saw it; None when dropped.
        marks: Citations that it rests on.
        support: 0 to 1, how far its spans bear it out; None where nothing was claimed.
    """

    text: str
    verdict: Verdict
    shown_text: str | None
    marks: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    support: float | None = None
    method: Method = Method.RULES
