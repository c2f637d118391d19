"""A sentence after its checks."""

from __future__ import annotations

from dataclasses import dataclass

from aisle.answering.claims import Fault, Method, Verdict
from aisle.answering.generation.bearing import Window
from aisle.answering.generation.splitting import Raw


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a sentence.

    Attributes:
        raw: As the model wrote it.
        written: Without marks, as it is kept in the ledger.
        text: To be shown, with placeholders such as {price:P1} and without marks; None when it is
            dropped.
        spans: Passages that bear it out.
        products: Numbers of the products that it speaks of; `texts` is what is known of them.
        support: 0 to 1; None where it claims nothing.
    """

    raw: Raw
    written: str
    text: str | None
    verdict: Verdict
    faults: tuple[Fault, ...] = ()
    spans: tuple[Window, ...] = ()
    products: tuple[int, ...] = ()
    support: float | None = None
    method: Method = Method.RULES
    texts: tuple[str, ...] = ()
    offer_person: bool = False

    @property
    def is_hopeless(self) -> bool:
        """Whether it is dropped whatever the settings and a judge say; an amount that became a reference is mended."""
        mended = {Fault.FREE_AMOUNT} if self.verdict is Verdict.REWRITTEN else set()
        return self.text is None or bool(HARD.intersection(self.faults) - mended)

    @property
    def is_left_open(self) -> bool:
        """Whether it was dropped for want of evidence alone, which a question or a person might settle."""
        return (
            self.verdict is Verdict.DROPPED
            and not HARD.intersection(self.faults)
            and bool(SOFT.intersection(self.faults))
        )


# These are dropped whatever the settings say: no mark makes a wrong amount or a foreign address harmless.
HARD = frozenset(
    {
        Fault.NUMBER_NOT_IN_EVIDENCE,
        Fault.FREE_AMOUNT,
        Fault.PROMISE_WITHOUT_POLICY,
        Fault.WRONG_LANGUAGE,
        Fault.REPEATED,
        Fault.FOREIGN_LINK,
        Fault.LEAKED_INSTRUCTIONS,
        Fault.TOO_LONG,
        Fault.AVOIDED,
    }
)
# These are handled by the settings.
SOFT = frozenset({Fault.NOT_SUPPORTED, Fault.NAME_NOT_IN_EVIDENCE})
# These say that the evidence does not bear a sentence out; nothing is wrong with its manner.
CONTENT = frozenset(
    {
        *SOFT,
        Fault.NUMBER_NOT_IN_EVIDENCE,
        Fault.FREE_AMOUNT,
        Fault.NO_MARK,
        Fault.UNKNOWN_MARK,
    }
)
