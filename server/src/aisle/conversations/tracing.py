"""How an answer came about: steps with their times, what was found and why it was or was not used, what was told to a model."""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aisle.answering.claims import Claim
from aisle.answering.generation.tokens import count_tokens
from aisle.answering.guarded_writer import is_refused
from aisle.answering.noting import Stopwatch
from aisle.answering.types import Answer
from aisle.answering.writer import Assignment, Finished
from aisle.conversations.card_numbers import mask_card_numbers
from aisle.llm.chat import ChatRequest
from aisle.retrieval.types import PassageHit, ProductHit

Json = dict[str, Any]
LONGEST_TEXT, LONGEST_PROMPT = 600, 20_000  # characters of a passage, of a part of a prompt
MOST_CLAIMS = 200
# What would say who somebody is, wherever it was pasted: a trace is read by more people than its conversation.
_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,190}\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\w.])\+?\d(?:[ ()/-]{0,2}\d){8,14}(?![\w.])")


@dataclass(slots=True)
class Trace:
    """What is noted while a turn is answered. begun: on a clock that only goes forward, in seconds."""

    begun: float = field(default_factory=time.perf_counter)
    steps: list[Json] = field(default_factory=list)
    requests: list[ChatRequest] = field(default_factory=list)
    checking: Stopwatch = field(default_factory=Stopwatch)
    first_ms: float | None = None
    photo: Json | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Note how long a step took, and whether it failed."""
        start = self.now()
        noted: Json = {"name": name, "start_ms": start}
        self.steps.append(noted)
        try:
            yield
        except Exception as error:
            noted["error"] = getattr(error, "code", type(error).__name__)
            raise
        finally:
            noted["ms"] = round(self.now() - start, 1)

    def shown(self) -> None:
        """Note that the shopper has first words."""
        if self.first_ms is None:
            self.first_ms = self.now()

    def now(self) -> float:
        """Milliseconds since the turn began."""
        return round((time.perf_counter() - self.begun) * 1000, 1)

    @property
    def timing(self) -> Json:
        """When the first words were shown and when the answer was whole, in milliseconds."""
        total = self.now()
        return {"first_ms": self.first_ms if self.first_ms is not None else total, "total_ms": total}

    def as_json(self, assignment: Assignment, finished: Finished, asked_as: Json | None = None) -> Json:
        """Return it as it is kept, with what would say who somebody is masked. asked_as: by whom staff had it asked."""
        evidence, answer = assignment.evidence, finished.answer
        return {
            "steps": [*self.steps, *self._check(finished)],
            "timing": self.timing,
            "query": _query(assignment)
            | ({"photo": self.photo} if self.photo else {})
            | ({"as": asked_as} if asked_as else {}),
            "claims": [_claim(one) for one in finished.claims[:MOST_CLAIMS]],
            "passages": [_passage(one, assignment, answer) for one in evidence.passages] if evidence else [],
            "products": [_product(one, answer) for one in evidence.products] if evidence else [],
            "degraded": list(evidence.degraded) if evidence else [],
            "prompts": [_part(one) for one in parts_of(self.requests)],
        }

    def _check(self, finished: Finished) -> list[Json]:
        """The checking of what was written, sentence by sentence, while it was written. Quotations need none: they are copies."""
        if not finished.claims:
            return []
        begun, took = self.checking.begun, self.checking.seconds
        start = self.now() if begun is None else round((begun - self.begun) * 1000, 1)
        return [{"name": "check", "start_ms": start, "ms": round(took * 1000, 1)}]


def masked(text: str) -> str:
    """Return a text without card numbers, addresses of mail and numbers of telephones."""
    return _PHONE.sub("[phone]", _EMAIL.sub("[email]", mask_card_numbers(text)[0]))


def parts_of(requests: Sequence[ChatRequest]) -> list[tuple[str, str]]:
    """Return the parts of what a model was told last: instructions, history, evidence with the question."""
    if not requests:
        return []
    said = requests[-1].messages
    last = max((place for place, one in enumerate(said) if one.role == "user"), default=-1)
    names = {"system": "instructions", "user": "history", "assistant": "history"}
    return [
        ("evidence and question" if place == last else names[str(one.role)], one.text)
        for place, one in enumerate(said)
    ]


def _part(part: tuple[str, str]) -> Json:
    name, text = part
    return {"part": name, "tokens": count_tokens(text), "text": masked(text[:LONGEST_PROMPT])}


def _claim(one: Claim) -> Json:
    """A sentence with what became of it, and what bears it out."""
    return {
        "text": masked(one.text[:LONGEST_TEXT]),
        "shown": None if one.shown_text is None else masked(one.shown_text[:LONGEST_TEXT]),
        "verdict": one.verdict.value,
        "marks": list(one.marks),
        "faults": [fault.value for fault in one.faults],
        "support": one.support,
        "method": one.method.value,
    }


def _query(assignment: Assignment) -> Json:
    understood = assignment.evidence.understanding if assignment.evidence else None
    return {
        "kind": assignment.meaning.kind.value,
        "asked": masked(assignment.question.text),
        "searched": masked(assignment.meaning.standalone_query),
        "language": assignment.question.language,
        "filters": [one.text for one in understood.filters] if understood else [],
    }


def _passage(one: PassageHit, assignment: Assignment, answer: Answer) -> Json:
    used = any(cited.chunk_id == one.chunk_id for cited in answer.citations)
    return {
        "title": one.title,
        "section": list(one.section),
        "url": one.url,
        "document_id": str(one.document_id),
        "document_version_id": str(one.document_version_id),
        "chunk_id": str(one.chunk_id),
        "text": masked(one.text[:LONGEST_TEXT]),
        "scores": _scores(one),
        "used": used,
        "why_not": None if used else _why_not(one, assignment, answer),
    }


def _why_not(one: PassageHit, assignment: Assignment, answer: Answer) -> str:
    """A code: the topic is refused, the score too low, nothing was answered, or others answered better."""
    if is_refused(assignment):
        return "topic_refused"
    if one.score < assignment.settings.least_evidence:
        return "score_too_low"
    return "not_enough_evidence" if answer.abstained else "others_answered_better"


def _product(one: ProductHit, answer: Answer) -> Json:
    return {
        "id": str(one.product.id),
        "title": one.product.title,
        "scores": _scores(one),
        "used": one.product.id in answer.product_ids,
        "overridden": list(one.product.overridden),
    }


def _scores(one: PassageHit | ProductHit) -> Json:
    """From 0 to 1, higher is nearer: in meaning, in words, and where it was ranked."""
    words = one.legs.get("words")
    return {
        "meaning": None if one.similarity is None else round(one.similarity, 4),
        "words": None if words is None else round(words.score, 4),
        "rank": round(one.score, 4),
    }
