"""How sure a written answer is, made of named parts, and in words why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aisle.answering.claims import Claim, Method, Verdict

# A sentence that only rules have judged is worth less than a quotation, one that a model has judged lies between.
_METHODS = {Method.QUOTE: 1.0, Method.JUDGE: 0.9, Method.RULES: 0.8}
_WEIGHTS = {"retrieval": 0.35, "borne_out": 0.35, "method": 0.15, "agreement": 0.15}
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """What confidence is made of, each 0 to 1.

    Attributes:
        retrieval: How well what was found fits the question.
        borne_out: The share of the sentences claiming something that their sources bear out.
        method: How reliable the way is in which they were judged.
        agreement: Whether more than one source speaks for the answer.
    """

    retrieval: float
    borne_out: float
    method: float
    agreement: float

    @property
    def confidence(self) -> float:
        """All parts weighed; never more than was borne out."""
        parts = {
            "retrieval": self.retrieval,
            "borne_out": self.borne_out,
            "method": self.method,
            "agreement": self.agreement,
        }
        value = sum(_WEIGHTS[name] * part for name, part in parts.items())
        return round(min(value, 0.4 + 0.6 * self.borne_out), 2)


def parts_of(claims: Sequence[Claim], retrieval: float, sources: int) -> Parts:
    """The parts of an answer's confidence; sources: how many documents and products its shown sentences rest on."""
    claimed = [one for one in claims if one.support is not None]
    shown = [one for one in claimed if one.verdict in {Verdict.SHOWN, Verdict.REWRITTEN}]
    methods = [_METHODS[one.method] for one in shown]
    return Parts(
        retrieval,
        len(shown) / len(claimed) if claimed else 0.0,
        sum(methods) / len(methods) if methods else 0.0,
        1.0 if sources >= _SEVERAL else 0.5 if sources else 0.0,
    )


def reasons_of(claims: Sequence[Claim], sources: int, found: Sequence[str]) -> tuple[str, ...]:
    """Sentences for people: what was borne out and how it was judged, then what the search found."""
    claimed = [one for one in claims if one.support is not None]
    kept = [one for one in claimed if one.verdict in {Verdict.SHOWN, Verdict.REWRITTEN}]
    judged = any(one.method is Method.JUDGE for one in kept)
    said = [f"{len(kept)} of {len(claimed)} sentences are borne out by the shop's sources"]
    said.append("Judged by a second model" if judged else "Judged by rules that compare words and numbers")
    if sources >= _SEVERAL:
        said.append(f"It rests on {sources} sources")
    marked = sum(one.verdict is Verdict.MARKED for one in claimed)
    if marked:
        said.append(f"{marked} marked as not in the shop's sources")
    return tuple(dict.fromkeys((*said, *found)))
