"""Where a guard of promises looks at each sentence before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from aisle.answering.claims import Fault, Verdict
from aisle.answering.generation.bearing import Window
from aisle.answering.generation.checked import Checked
from aisle.answering.generation.cleaning import without_addresses
from aisle.answering.generation.facts import PLACEHOLDER
from aisle.answering.generation.sources import Sources
from aisle.answering.promises.detect import commitment
from aisle.answering.promises.guard import PASSED, instead_of_unproven
from aisle.answering.promises.types import Decision, Ruling


class Guard(Protocol):
    """Looks at a sentence that has passed every other check."""

    def __call__(
        self, sentence: str, cited: Sequence[str], policies: Sequence[str], language: str
    ) -> Decision:
        """Judge a sentence without marks and references; see `promises.guard.rule_on`."""
        ...


def lets_all_pass(sentence: str, cited: Sequence[str], policies: Sequence[str], language: str) -> Decision:
    """The guard that finds no promise."""
    return PASSED


def guarded(checked: Checked, guard: Guard, sources: Sources, language: str) -> Checked:
    """The sentence, the policy's own words in its place, or nothing and a person."""
    cited = tuple(one.passage.text for one in checked.spans)
    decision = guard(_bare(checked.text or ""), cited, _texts(sources), language)
    if decision.ruling is Ruling.PASS:
        return checked
    faults = tuple(fault for fault in Fault if fault in {*checked.faults, Fault.PROMISE_WITHOUT_POLICY})
    return _instead(replace(checked, faults=faults), decision, sources)


def unproven(checked: Checked, question: str, sources: Sources, language: str) -> Checked | None:
    """A sentence that is not borne out, where promises are the matter: the nearest policy, or nothing and a person.

    None where they are not the matter.
    """
    bare = _bare(checked.text or checked.written)
    decision = instead_of_unproven(bare, question, _texts(sources), language)
    if decision is None:
        return None
    instead = _instead(checked, decision, sources)
    return replace(instead, offer_person=instead.offer_person and commitment(bare, language) is not None)


def _instead(checked: Checked, decision: Decision, sources: Sources) -> Checked:
    quoted = _quoted(decision, sources) if decision.ruling is Ruling.QUOTE else None
    if quoted is None:
        return replace(checked, text=None, verdict=Verdict.DROPPED, offer_person=True)
    said = " ".join(unit.shown for unit in quoted.units)
    return replace(checked, text=said, verdict=Verdict.REWRITTEN, spans=(quoted,), support=1.0)


def _bare(text: str) -> str:
    return without_addresses(PLACEHOLDER.sub("…", text))


def _texts(sources: Sources) -> tuple[str, ...]:
    return tuple(one.text for one in sources.passages)


def _quoted(decision: Decision, sources: Sources) -> Window | None:
    """The policy's words as whole sentences; None where none of them can be quoted."""
    read = sources.read[decision.passage]
    inside = tuple(one for one in read if one.start < decision.end and decision.start < one.end)
    return Window(inside, 1.0) if inside and all(one.usable for one in inside) else None
