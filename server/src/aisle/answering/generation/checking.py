"""All checks of one sentence in their order, before a shopper sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aisle.answering.claims import Fault, Method, Verdict
from aisle.answering.generation.amounts import offers_in_words, speaks_of_stock
from aisle.answering.generation.checked import CONTENT, HARD, SOFT, Checked
from aisle.answering.generation.cleaning import clean, without_addresses
from aisle.answering.generation.courtesy import claims_nothing
from aisle.answering.generation.evidence_of import Borne, bear_out
from aisle.answering.generation.facts import PLACEHOLDER, meant, read_placeholders
from aisle.answering.generation.figures import bare, wrong_numbers
from aisle.answering.generation.guarding import Guard, guarded, unproven
from aisle.answering.generation.judging import ENOUGH_FOR_JUDGE, Judge
from aisle.answering.generation.leaking import Instructions
from aisle.answering.generation.markers import Marked, read_marks
from aisle.answering.generation.proper_names import foreign_names
from aisle.answering.generation.sameness import Said
from aisle.answering.generation.settling import settle
from aisle.answering.generation.sources import Sources
from aisle.answering.generation.splitting import Raw
from aisle.answering.generation.superlatives import ranks_freely
from aisle.answering.generation.tongue import is_in_language
from aisle.answering.generation.wording import worded
from aisle.answering.guardrails import holds_any
from aisle.answering.promises.detect import is_impersonal
from aisle.answering.sentences import LIST_MARK
from aisle.assistants.types import Unsupported

_KEPT = 2_000
# Below this share of its words in the evidence not even a judge may call a sentence borne out.
_TOO_LITTLE = 0.25


@dataclass(frozen=True, slots=True)
class Desk:
    """What sentences are checked against.

    Attributes:
        reasons: What the shop's own weighing says of a product, by the number of the product.
        avoids: Words that no sentence may hold.
    """

    sources: Sources
    question: str
    language: str
    unsupported: Unsupported
    instructions: Instructions
    guard: Guard
    judge: Judge | None = None
    reasons: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    avoids: tuple[str, ...] = ()


class Checker:
    """Checks sentences in the order in which they were written."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said = Said()
        self._before: tuple[int, ...] = ()
        self._quoted: set[str | None] = set()
        self.wrong_language = 0

    @property
    def repeats(self) -> int:
        """How often something was said again."""
        return self._said.repeats

    def read(self, raw: Raw) -> Checked:
        """Everything that rules can tell; what they call not borne out is still to be judged."""
        desk = self._desk
        if raw.too_long:
            return _dropped(raw, raw.text, (Fault.TOO_LONG,))
        cleaned = clean(raw.text, desk.sources.hosts, desk.language)
        if any(map(desk.instructions.leak_in, (raw.text, cleaned.text.replace("*", "")))):
            return _dropped(raw, raw.text, (Fault.LEAKED_INSTRUCTIONS,))
        marked = read_marks(cleaned.text, desk.sources)
        filled = read_placeholders(marked.text, desk.sources)
        faults = set(cleaned.faults) | ({Fault.UNKNOWN_MARK} if marked.unknown or filled.unknown else set())
        words = LIST_MARK.sub("", filled.text, count=1) if LIST_MARK.match(filled.text) else filled.text
        if cleaned.broken or filled.unknown or not any(one.isalnum() for one in words):
            return _dropped(raw, filled.text, faults)
        faults |= self._manner(words)
        if faults & HARD:
            return _dropped(raw, filled.text, faults)
        return self._content(raw, filled.text, words, marked, faults)

    def _manner(self, words: str) -> set[Fault]:
        """Said before, or in another language."""
        found = {Fault.REPEATED} if self._said.again(words) else set()
        if holds_any(words, self._desk.avoids):
            found.add(Fault.AVOIDED)
        if not is_in_language(PLACEHOLDER.sub(" ", bare(words, self._desk.sources)), self._desk.language):
            self.wrong_language += 1
            found.add(Fault.WRONG_LANGUAGE)
        return found

    def _content(self, raw: Raw, text: str, words: str, marked: Marked, faults: set[Fault]) -> Checked:
        desk = self._desk
        about = meant(words, marked.products, desk.sources)
        if self._is_talk(words, about):
            return Checked(raw, text, text, Verdict.SHOWN, _ordered(faults))
        borne = self._borne(words, marked, about)
        settled = settle(words, desk.language, borne, about, self._before, desk.sources)
        if settled not in (None, words):
            about = about or self._before
            borne = self._borne(settled or words, marked, about)
        self._before = about or self._before
        faults = faults | self._faults(settled or words, marked, about, borne)
        faults |= {Fault.FREE_AMOUNT} if settled != words else set()
        shown = None if settled is None else text.replace(words, settled, 1)
        verdict = Verdict.SHOWN if settled == words else Verdict.REWRITTEN
        return Checked(
            raw,
            text,
            shown,
            verdict,
            _ordered(faults),
            borne.spans,
            about,
            round(borne.support, 2),
            texts=borne.texts,
        )

    def _is_talk(self, words: str, about: tuple[int, ...]) -> bool:
        desk = self._desk
        if about or PLACEHOLDER.search(words) or not claims_nothing(words, desk.language):
            return False
        if speaks_of_stock(words) or offers_in_words(words):
            return False
        return not foreign_names(words, desk.language, desk.sources)

    def _borne(self, words: str, marked: Marked, about: tuple[int, ...]) -> Borne:
        desk = self._desk
        reasons = tuple(one for n in about for one in desk.reasons.get(n, ()))
        words = without_addresses(words)
        return bear_out(words, desk.language, marked.passages, about, desk.sources, reasons)

    def _faults(self, words: str, marked: Marked, about: tuple[int, ...], borne: Borne) -> set[Fault]:
        desk = self._desk
        found, words = set(), without_addresses(words)
        if not marked.passages and not about and not PLACEHOLDER.search(words):
            found.add(Fault.NO_MARK)
        if wrong_numbers(words, desk.language, borne, desk.sources, desk.question):
            found.add(Fault.NUMBER_NOT_IN_EVIDENCE)
        if foreign_names(bare(words, desk.sources), desk.language, desk.sources):
            found.add(Fault.NAME_NOT_IN_EVIDENCE)
        if not borne.is_enough or ranks_freely(words, " ".join(borne.evidence)):
            found.add(Fault.NOT_SUPPORTED)
        return found

    async def judged(self, checked: Checked) -> Checked:
        """The sentence after a judge has read it; as it was where none is set, or none answers in time."""
        judge = self._desk.judge
        if judge is None or checked.is_hopeless or (checked.support or 0.0) < _TOO_LITTLE:
            return checked
        evidence = Borne(0.0, checked.spans, checked.texts).evidence
        support = await judge.support(checked.written, evidence)
        if support is None:
            return checked
        faults = set(checked.faults) - {Fault.NOT_SUPPORTED}
        faults |= {Fault.NOT_SUPPORTED} if support < ENOUGH_FOR_JUDGE else set()
        return replace(checked, faults=_ordered(faults), support=round(support, 2), method=Method.JUDGE)

    def decided(self, checked: Checked) -> Checked:
        """Dropped, marked as unproven or shown, by its faults and the settings; what is shown has passed the guard."""
        if checked.is_hopeless or SOFT.intersection(checked.faults):
            return self._once(self._without_proof(checked))
        return self._once(guarded(checked, self._desk.guard, self._desk.sources, self._desk.language))

    def _without_proof(self, checked: Checked) -> Checked:
        """The policy in its place where promises are the matter; what the settings say where they are not."""
        desk = self._desk
        if CONTENT.issuperset(checked.faults):
            instead = unproven(checked, desk.question, desk.sources, desk.language)
            if instead is not None:
                return instead
        marks = desk.unsupported is Unsupported.MARK and is_impersonal(checked.text or "")
        if checked.is_hopeless or not marks:
            return replace(checked, text=None, verdict=Verdict.DROPPED)
        said = f"{checked.text} {worded('not_found_mark', desk.language)}"
        marked = replace(checked, text=said, verdict=Verdict.MARKED, spans=())
        return guarded(marked, desk.guard, desk.sources, desk.language)

    def _once(self, checked: Checked) -> Checked:
        """A policy that stands in for one promise need not be said again for the next."""
        if checked.verdict is not Verdict.REWRITTEN or checked.text not in self._quoted:
            self._quoted.add(checked.text)
            return checked
        faults = _ordered({*checked.faults, Fault.REPEATED})
        return replace(checked, text=None, verdict=Verdict.DROPPED, faults=faults)


def _dropped(raw: Raw, text: str, faults: set[Fault] | tuple[Fault, ...]) -> Checked:
    return Checked(raw, text[:_KEPT], None, Verdict.DROPPED, _ordered(set(faults)))


def _ordered(faults: set[Fault]) -> tuple[Fault, ...]:
    return tuple(fault for fault in Fault if fault in faults)
