"""The two legs of a search inside one transaction, and their candidates joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import numpy as np

from aisle.catalog import service as catalog
from aisle.catalog.criteria import Criteria
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.criteria import PassageCriteria
from aisle.knowledge.validity import Audience
from aisle.retrieval import repository
from aisle.retrieval.adjacency import adjacent_passages
from aisle.retrieval.bm25 import Scores
from aisle.retrieval.fusion import Ranking, Weights, fuse, with_adjacent, with_evidence
from aisle.retrieval.items import ItemKind
from aisle.retrieval.lexical.leg import WordQuery, Words, read_words
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.neighbours import Neighbours
from aisle.retrieval.repository import Found, Vector
from aisle.retrieval.synonyms.known import KnownRules
from aisle.retrieval.types import LegScore
from aisle.retrieval.versions import IndexVersion

LEXICAL, DENSE, IDENTIFIER, REFERRED = "words", "meaning", "identifier", "referred"
ALL = 2**31
DEPTH = 50  # candidates of each leg; fusion needs more than are shown
SELECTIVE = 2_000  # up to this many matching products, the legs search among just those; beyond, they filter what they found
ENOUGH = 0.5  # of the candidates asked for must be alive; else the dead ones have crowded them out, and more are asked for
CROWDED = 2_000  # candidates of each leg when most of what was found is not valid for who asks
DEEP = 400  # candidates of each leg when a broad filter is applied to what was found


NO_LIMITS = PassageCriteria()
ANYBODY = Audience(datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for the legs.

    vector: None leaves out the leg of meaning. products: must be among the hits. strict: the criteria hold for products
    that are named, too. passages: limits on passages. as_you_type: the last word may be unfinished. neighbours: what an
    engine found near the vector before the transaction; without it, or where it does not help, PostgreSQL searches.
    evidence: weights by which the share of the dense leg follows what the words found; None leaves it as it is.
    rules: synonyms that were read for the question a moment ago. audience: who asks, and when. crowded: what is
    not valid for them has crowded out what is, so that more candidates are needed.
    """

    text: str
    language: str
    languages: tuple[str, ...]
    vector: Vector | None
    dense_weight: float
    criteria: Criteria
    identifiers: tuple[str, ...]
    limit: int
    products: tuple[UUID, ...] = ()
    strict: bool = False
    passages: PassageCriteria = NO_LIMITS
    as_you_type: bool = False
    neighbours: Neighbours | None = None
    evidence: Weights | None = None
    rules: KnownRules | None = None
    audience: Audience = ANYBODY
    crowded: bool = False

    @property
    def depth(self) -> int:
        """How many candidates each leg brings."""
        usual = DEEP if self.criteria or self.passages else DEPTH
        return max(CROWDED if self.crowded else usual, 2 * self.limit)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with its joined score."""

    kind: ItemKind
    item_id: UUID
    score: float
    similarity: float | None
    coverage: float
    legs: Mapping[str, LegScore]

    @property
    def is_named(self) -> bool:
        """Whether the question names it or the conversation refers to it, whatever its words."""
        return IDENTIFIER in self.legs or REFERRED in self.legs

    @property
    def has_words(self) -> bool:
        """Whether it holds words of the question that were looked for."""
        return LEXICAL in self.legs and self.coverage > 0


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates, best first.

    words: by which they were looked for; None where none were. within: the products that meet the filters, where these
    are few enough to be known; else None. dense_share: what the leg of meaning counted for, 0..1.
    """

    ranked: tuple[Candidate, ...]
    words: Words | None = None
    within: frozenset[UUID] | None = None
    dense_share: float = 0.0

    def of(self, kind: ItemKind) -> list[Candidate]:
        """Return the candidates of one kind, best first."""
        return [candidate for candidate in self.ranked if candidate.kind is kind]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What filters let through of one kind: `among` is the whole set when it is small, else None and `check` has to be asked."""

    limits: Criteria | PassageCriteria
    among: frozenset[UUID] | None = None

    async def check(self, session: Session, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Return those ids that meet the filters."""
        if not self.limits:
            return frozenset(ids)
        if self.among is not None:
            return self.among & frozenset(ids)
        return frozenset(await _within(session, self.limits, ids, len(ids) or 1))


async def run_legs(
    session: Session,
    version: IndexVersion,
    query: Query,
    kinds: frozenset[ItemKind],
    reader: LexicalReader | None = None,
) -> Candidates:
    """Run both legs, drop what the filters exclude, and join the rest kind by kind.

    reader: keeps what was read of postings for the next question; without one nothing is kept.
    """
    allowed = {kind: await _allowed(session, query, kind) for kind in sorted(kinds)}
    words = await _words(session, version, query, reader or LexicalReader())
    scores, lexical = await _lexical(session, version, query, allowed, words)
    share, joined = _share(query, scores), list[Candidate]()
    for kind in sorted(kinds):
        near = await _dense(session, version, query, kind, allowed[kind])
        said = [found for found in lexical if found.kind is kind]
        fine = await allowed[kind].check(session, [found.item_id for found in (*near, *said)])
        near, said = [f for f in near if f.item_id in fine], [f for f in said if f.item_id in fine]
        ranked = _join(scores, said, near, share)
        joined += await _by_adjacent(session, version, query, ranked) if kind is ItemKind.PASSAGE else ranked
    if ItemKind.PRODUCT in kinds:
        joined = await _with_named(session, query, joined, allowed[ItemKind.PRODUCT])
    within = allowed[ItemKind.PRODUCT].among if ItemKind.PRODUCT in kinds else None
    return Candidates(tuple(joined), words, within, share)


async def _allowed(session: Session, query: Query, kind: ItemKind) -> Allowed:
    limits = query.criteria if kind is ItemKind.PRODUCT else query.passages
    if not limits:
        return Allowed(limits)
    ids = await _within(session, limits, None, SELECTIVE + 1)
    return Allowed(limits, frozenset(ids) if len(ids) <= SELECTIVE else None)


async def _within(
    session: Session, limits: Criteria | PassageCriteria, among: Sequence[UUID] | None, limit: int
) -> Sequence[UUID]:
    if isinstance(limits, Criteria):
        return await catalog.find_matching(session, limits, among=among, limit=limit)
    return await knowledge.find_passages(session, limits, among=among, limit=limit)


async def _words(
    session: Session, version: IndexVersion, query: Query, reader: LexicalReader
) -> Words | None:
    if query.dense_weight >= 1:
        return None
    asked = WordQuery(query.text, query.language, query.languages, query.as_you_type, query.rules)
    return await read_words(session, version.id, asked, reader)


async def _lexical(
    session: Session,
    version: IndexVersion,
    query: Query,
    allowed: Mapping[ItemKind, Allowed],
    words: Words | None,
) -> tuple[Scores | None, list[Found]]:
    if words is None:
        return None, []
    depth = query.depth
    if any(one.among is not None for one in allowed.values()):
        return await _lexical_within(session, version, query, words.best(ALL), allowed)
    while True:
        scores = words.best(depth)
        found = await repository.items_at(session, version, [int(o) for o in scores.ordinals], query.vector)
        if len(scores.ordinals) < depth or len(found) >= ENOUGH * depth:
            return scores, found
        depth *= 4


async def _lexical_within(
    session: Session, version: IndexVersion, query: Query, scores: Scores, allowed: Mapping[ItemKind, Allowed]
) -> tuple[Scores, list[Found]]:
    """Keep the best of everything, and all that narrow filters let through however far down it stands."""
    kept = np.zeros(len(scores.ordinals), bool)
    for kind, one in allowed.items():
        if one.among is not None:
            within = await repository.ordinals_of(session, version, kind, sorted(one.among))
            kept |= np.isin(scores.ordinals, np.array(within, np.uint32))
    kept[: query.depth] = True
    scores = Scores(scores.ordinals[kept], scores.scores[kept], scores.coverage[kept])
    return scores, await repository.items_at(
        session, version, [int(o) for o in scores.ordinals], query.vector
    )


async def _dense(
    session: Session,
    version: IndexVersion,
    query: Query,
    kind: ItemKind,
    allowed: Allowed,
) -> list[Found]:
    if query.vector is None:
        return []
    among = sorted(allowed.among) if allowed.among is not None else None
    if among is not None and not among:
        return []
    near = query.neighbours
    if among is None and near is not None and near.serve(version):
        found = await repository.nearest_known(
            session, version, kind, query.vector, query.depth, near.ordinals[kind], near.watermark
        )
        if len(found) >= query.depth or near.are_all(kind):
            return found  # else what was deleted has crowded out what lives
    return await repository.nearest(session, version, kind, query.vector, query.depth, among)


def _share(query: Query, words: Scores | None) -> float:
    """Return the share of the dense leg: more of it where the words found little."""
    if query.evidence is None:
        return query.dense_weight
    best = float(words.coverage[0]) if words is not None and words.coverage.size else 0.0
    return with_evidence(query.dense_weight, best, query.evidence)


def _join(words: Scores | None, said: list[Found], near: list[Found], weight: float) -> list[Candidate]:
    by_ordinal = {found.ordinal: found for found in (*near, *said)}
    kept = {found.ordinal for found in said}
    lexical, coverage = _lexical_ranking(words, kept)
    dense = _dense_ranking(by_ordinal)
    fused = fuse(lexical, dense, dense_weight=weight)
    word_places, near_places = _places(lexical), _places(dense)
    return [
        Candidate(
            by_ordinal[ordinal].kind,
            by_ordinal[ordinal].item_id,
            score,
            by_ordinal[ordinal].similarity,
            coverage.get(ordinal, 0.0),
            _legs(word_places.get(ordinal), near_places.get(ordinal)),
        )
        for ordinal, score in zip(fused.ordinals, fused.scores, strict=True)
    ]


async def _by_adjacent(
    session: Session, version: IndexVersion, query: Query, found: list[Candidate]
) -> list[Candidate]:
    """Put passages in order once more, by what stands beside them too."""
    if query.evidence is None or query.evidence.adjacent <= 0:
        return found
    places = {candidate.item_id: place for place, candidate in enumerate(found)}
    beside = await adjacent_passages(session, list(places), version.recipe.chunking.key)
    adjacent = {places[one]: [places[other] for other in others] for one, others in beside.items()}
    fused = Ranking(range(len(found)), [candidate.score for candidate in found])
    ranked = with_adjacent(fused, adjacent, query.evidence.adjacent)
    return [_scored(found[at], score) for at, score in zip(ranked.ordinals, ranked.scores, strict=True)]


def _scored(one: Candidate, score: float) -> Candidate:
    """`replace` for hundreds of candidates a search, of which it takes a tenth of the time."""
    return Candidate(one.kind, one.item_id, score, one.similarity, one.coverage, one.legs)


def _lexical_ranking(words: Scores | None, kept: set[int]) -> tuple[Ranking, dict[int, float]]:
    if words is None:
        return Ranking((), ()), {}
    rows = [
        (int(o), float(s), float(c))
        for o, s, c in zip(words.ordinals, words.scores, words.coverage, strict=True)
        if int(o) in kept
    ]
    return Ranking([row[0] for row in rows], [row[1] for row in rows]), {row[0]: row[2] for row in rows}


def _dense_ranking(found: Mapping[int, Found]) -> Ranking:
    ranked = sorted(
        (
            (-(item.similarity or 0.0), ordinal)
            for ordinal, item in found.items()
            if item.similarity is not None
        )
    )
    return Ranking([ordinal for _, ordinal in ranked], [-similarity for similarity, _ in ranked])


def _places(ranking: Ranking) -> dict[int, LegScore]:
    return {
        ordinal: LegScore(place, max(0.0, score))
        for place, (ordinal, score) in enumerate(zip(ranking.ordinals, ranking.scores, strict=True), 1)
    }


def _legs(words: LegScore | None, meaning: LegScore | None) -> dict[str, LegScore]:
    return {name: leg for name, leg in ((LEXICAL, words), (DENSE, meaning)) if leg is not None}


async def _with_named(
    session: Session, query: Query, joined: list[Candidate], allowed: Allowed
) -> list[Candidate]:
    """Put products first that were named by an exact identifier, or that the conversation refers to."""
    found: list[UUID] = [*await catalog.find_by_identifiers(session, query.identifiers)]
    if query.strict and found:
        fine = await allowed.check(session, found)
        found = [item for item in found if item in fine]
    named = dict.fromkeys(found, IDENTIFIER)
    named |= {item: REFERRED for item in query.products if item not in named}
    known = {candidate.item_id: candidate for candidate in joined}
    first = [
        Candidate(
            ItemKind.PRODUCT,
            item,
            1.0,
            known[item].similarity if item in known else None,
            1.0,
            {leg: LegScore(place, 1.0)},
        )
        for place, (item, leg) in enumerate(named.items(), 1)
    ]
    return [*first, *(candidate for candidate in joined if candidate.item_id not in named)]
