"""Measures how well rules tell what a source bears out, which sentences they cite, and when they abstain.

No model takes part: claims are those of labelled sets. A sentence counts as supported as it does in answers: words by
`evidence_of`, numbers by `figures`. The threshold was chosen on BEGIN's wow dev set; samples of the
other parts of BEGIN and of ClapNQ were looked at when the way of computing support was chosen. SummEdits was not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from aisle.answering.generation.bearing import ENOUGH
from aisle.answering.generation.checking import Checker, Desk
from aisle.answering.generation.composing import Composer
from aisle.answering.generation.evidence_of import bear_out
from aisle.answering.generation.figures import wrong_numbers
from aisle.answering.generation.guarding import lets_all_pass
from aisle.answering.generation.leaking import Instructions
from aisle.answering.generation.sources import Sources
from aisle.answering.generation.splitting import Raw, Splitter
from aisle.answering.sentences import sentences
from aisle.answering.sufficiency import judge
from aisle.answering.types import CitationSegment, StoreFacts
from aisle.answering.words import tokens
from aisle.assistants.types import Unsupported
from aisle.llm.ports import EmbeddingKind
from aisle.retrieval.types import LegScore, PassageHit
from benchmarks.figures import progress, report
from benchmarks.labelled.claims import (
    BEGIN,
    SUMMEDITS,
    AnsweredQuestion,
    LabelledClaim,
    begin,
    clapnq,
    summedits,
)
from benchmarks.labelled.sets import data_dir
from benchmarks.labelled.vectors import vectors
from benchmarks.scale import Scale

MOST = {Scale.TOY: 6, Scale.QUICK: 100, Scale.FULL: 500}
DISTRACTORS = 3
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_STORE = StoreFacts("Shop")
_NUMBERS_WRONG = 0.3
_SPACE = UUID(int=11)
Cited = tuple[set[int], frozenset[int]]


def main(scale: Scale) -> None:
    """Measure the sets that this machine has."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the labelled sets")
        return
    most = MOST[scale]
    for name in BEGIN:
        _support(name, begin(folder, name, most))
    for domain in SUMMEDITS:
        _support(f"SummEdits {domain}", summedits(folder, domain, most // 2))
    answerable, unanswerable = (clapnq(folder, kind, most) for kind in ("answerable", "unanswerable"))
    _citations(answerable)
    if scale is not Scale.TOY:
        _abstention(answerable, unanswerable)


def _support(name: str, claims: Sequence[LabelledClaim]) -> None:
    """How well support separates what people call supported from what they do not."""
    ours = [(_supported(claim), claim.supported) for claim in claims]
    theirs = [(_overlap(claim.text, claim.source), claim.supported) for claim in claims]
    area, peer = auroc(ours), auroc(theirs)
    kept, let_through = (
        _share(value >= ENOUGH for value, label in ours if label is wanted) for wanted in (True, False)
    )
    size = f"{len(claims)} claims"
    report(
        f"{name}: AUROC of support",
        area,
        "",
        peer=f"word overlap {peer:.3f}",
        ratio=area / peer if peer else None,
        size=size,
    )
    note = f"of the supported {kept:.2f} kept, of the others {let_through:.2f} let through"
    report(
        f"{name}: balanced accuracy", (kept + 1 - let_through) / 2, "", size=size, note=f"at {ENOUGH}; {note}"
    )


def _supported(claim: LabelledClaim) -> float:
    """The least supported sentence decides."""
    sources = Sources((_passage("", (claim.source,)),), (), _STORE)
    found = (span.of(claim.text) for span in sentences(claim.text))
    return min((_sentence(one, sources) for one in found), default=0.0)


def _sentence(text: str, sources: Sources) -> float:
    borne = bear_out(text, "en", (1,), (), sources)
    wrong = wrong_numbers(text, "en", borne, sources, "")
    return borne.support * (_NUMBERS_WRONG if wrong else 1.0)


def _overlap(text: str, source: str) -> float:
    """The share of a text's words that its source has: the usual baseline."""
    said, held = tokens(text), set(tokens(source))
    return sum(word in held for word in said) / len(said) if said else 0.0


def _citations(questions: Sequence[AnsweredQuestion]) -> None:
    """Gold answers as if a model had written them without marks, beside passages of other questions."""
    ours, theirs, shown, foreign = [], [], [], []
    for place, one in enumerate(questions):
        others = [questions[(place + step) % len(questions)] for step in range(1, DISTRACTORS + 1)]
        passages = tuple(_passage(each.title, each.sentences, n) for n, each in enumerate((one, *others)))
        composer = _composed(one, passages)
        shown.append(_share(claim.shown_text is not None for claim in composer.claims))
        ours.append((_cited(composer, one), one.gold))
        theirs.append((_nearest(one, others), one.gold))
        away = _composed(one, passages[1:])
        foreign.append(_share(claim.shown_text is not None for claim in away.claims))
    size = f"{len(questions)} answers"
    silent = _share(not cited for cited, _ in ours)
    notes = ("over answers that cite something", f"{silent:.2f} of the answers cite nothing")
    for name, measure, note in zip(("precision", "recall"), (_precision, _recall), notes, strict=True):
        own, peer = measure(ours), measure(theirs)
        against = f"nearest sentence by words {peer:.3f}"
        ratio = own / peer if peer else None
        report(f"ClapNQ citations: {name}", own, "", peer=against, ratio=ratio, size=size, note=note)
    report(
        "ClapNQ gold sentences shown",
        _mean(shown),
        "",
        size=size,
        note="beside three passages of other questions",
    )
    report(
        "ClapNQ gold sentences shown without their passage",
        _mean(foreign),
        "",
        size=size,
        note="each is a fault",
    )


def _composed(one: AnsweredQuestion, passages: tuple[PassageHit, ...]) -> Composer:
    sources = Sources(passages, (), _STORE)
    desk = Desk(sources, one.question, "en", Unsupported.DROP, Instructions("", ()), lets_all_pass)
    checker, composer, splitter = Checker(desk), Composer(sources), Splitter()
    raws: list[Raw] = [*splitter.feed(one.answer), *splitter.end()]
    for raw in raws:
        composer.add(checker.decided(checker.read(raw)))
    return composer


def _cited(composer: Composer, one: AnsweredQuestion) -> set[int]:
    """Places of the passage's sentences that are cited; -1 for those of other passages."""
    found: set[int] = set()
    starts = list(_starts(one.sentences))
    for segment in composer.segments:
        if isinstance(segment, CitationSegment):
            own = segment.document_id == uuid5(_SPACE, f"{one.title}0")
            spans = [
                n for n, (start, end) in enumerate(starts) if start < segment.end and segment.start < end
            ]
            found.update(spans if own else [-1])
    return found


def _nearest(one: AnsweredQuestion, others: Sequence[AnsweredQuestion]) -> set[int]:
    """For each sentence of the answer the one of all passages that has most of its words."""
    read = [*enumerate(one.sentences), *((-1, text) for other in others for text in other.sentences)]
    said = [span.of(one.answer) for span in sentences(one.answer)]
    return {max(read, key=lambda row: _overlap(text, row[1]))[0] for text in said}


def _precision(rows: Sequence[Cited]) -> float:
    return _mean(len(cited & gold) / len(cited) for cited, gold in rows if cited)


def _recall(rows: Sequence[Cited]) -> float:
    return _mean(len(cited & gold) / len(gold) for cited, gold in rows if gold)


def _abstention(answerable: Sequence[AnsweredQuestion], unanswerable: Sequence[AnsweredQuestion]) -> None:
    """Whether a model is asked at all, by how sure the evidence makes."""
    asked = [*answerable, *unanswerable]
    queries = vectors([one.question for one in asked], EmbeddingKind.QUERY)
    texts = vectors([" ".join(one.sentences) for one in asked], EmbeddingKind.PASSAGE)
    rows = []
    for place, one in enumerate(asked):
        others = [(place + step) % len(asked) for step in range(DISTRACTORS + 1)]
        hits = [
            replace(
                _passage(asked[n].title, asked[n].sentences, n), similarity=float(queries[place] @ texts[n])
            )
            for n in others
        ]
        judged = judge(one.question, "en", hits)
        rows.append((judged.confidence, bool(one.gold), judged.allows_answer))
    size = f"{len(answerable)} answerable, {len(unanswerable)} not"
    report("ClapNQ answer or abstain: AUROC of confidence", auroc([row[:2] for row in rows]), "", size=size)
    report(
        "ClapNQ answerable that a model is asked for", _share(row[2] for row in rows if row[1]), "", size=size
    )
    report(
        "ClapNQ unanswerable that a model is asked for",
        _share(row[2] for row in rows if not row[1]),
        "",
        size=size,
        note="beside a passage on the same subject",
    )
    for level in LEVELS:
        right, wrong = (
            _share(row[0] >= level for row in rows if row[1] is wanted) for wanted in (True, False)
        )
        report(
            f"ClapNQ asked at confidence {level}",
            right,
            "",
            size=size,
            note=f"of the unanswerable {wrong:.2f}",
        )


def auroc(rows: Sequence[tuple[float, bool]]) -> float:
    """Return the chance that a supported one is rated above one that is not (Mann and Whitney 1947); ties count half."""
    low = sorted(value for value, label in rows if not label)
    high = [value for value, label in rows if label]
    if not low or not high:
        return 0.5
    wins = sum(bisect_left(low, one) + bisect_right(low, one) for one in high)
    return wins / 2 / len(low) / len(high)


def _passage(title: str, said: Sequence[str], number: int = 0) -> PassageHit:
    text, id_ = " ".join(said), uuid5(_SPACE, f"{title}{number}")
    legs = {"dense": LegScore(1, 0.5), "lexical": LegScore(1, 0.5)}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return PassageHit(
        id_,
        id_,
        id_,
        id_,
        title,
        None,
        text,
        "",
        "prose",
        None,
        (),
        0,
        len(text),
        "en",
        now,
        0.5,
        None,
        0.0,
        legs,
    )


def _starts(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for one in said:
        yield at, at + len(one)
        at += len(one) + 1


def _share(values: Iterator[bool]) -> float:
    return _mean(float(value) for value in values)


def _mean(values: Iterator[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
