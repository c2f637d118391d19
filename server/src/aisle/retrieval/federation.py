"""One question to several stores, or to several versions of a store's index, with scores that can be compared.

Every side searches by itself, under its own scope. Where all sides have one embedder, one analyser and the same weights,
their scores are absolute already and are taken as they are. Else each hit is scored anew from what its legs said: the share
of the best possible score for its words, which is 0..1 in every index, and its cosine over what unrelated items of its own
index have (`calibration`), joined with one weight for all.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from uuid import UUID

from aisle.core.db import Database, Scope
from aisle.retrieval import versions
from aisle.retrieval.calibration import Backgrounds, calibrated
from aisle.retrieval.legs import DENSE, IDENTIFIER, LEXICAL, REFERRED
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.search import Searcher
from aisle.retrieval.types import PassageHit, ProductHit, SearchResult
from aisle.retrieval.versions import IndexVersion

AT_ONCE = 4  # sides searched side by side: one caller must not take every connection
ABSOLUTE, CALIBRATED = "absolute", "calibrated"
Hit = ProductHit | PassageHit


@dataclass(frozen=True, slots=True)
class Target:
    """What to search: a store the caller may read, and one of its versions; None takes the live one."""

    scope: Scope
    store: str
    version: UUID | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One target with what it found. background: see `calibration`; None where scores are absolute."""

    target: Target
    version: IndexVersion
    result: SearchResult
    background: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hit stood on one side: its rank and its score there."""

    store: str
    version_id: UUID
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class FederatedHit:
    """A hit with its comparable score, and every side that found it."""

    hit: Hit
    score: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FederatedResult:
    """Hits of all sides, best first. comparability: how the scores were made comparable."""

    hits: tuple[FederatedHit, ...]
    sides: tuple[Side, ...]
    comparability: str


class Federation:
    """Searches several stores or versions at once."""

    def __init__(self, database: Database, searcher: Searcher) -> None:
        self._database, self._searcher = database, searcher
        self._backgrounds = Backgrounds(database)

    async def search(self, targets: Sequence[Target], request: SearchRequest) -> FederatedResult:
        """Ask every target and merge what they find. Raises what `Searcher.search` raises, of any target."""
        room = asyncio.Semaphore(AT_ONCE)

        async def one(target: Target) -> Side:
            async with room:
                return await self._side(target, request)

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(target)) for target in targets]
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None  # a half answer would look like a whole one
        sides = [task.result() for task in tasks]
        if not _are_alike(sides):
            sides = [
                replace(side, background=await self._backgrounds.of(side.target.scope, side.version))
                for side in sides
            ]
        return FederatedResult(
            tuple(merge(sides)[: request.limit]), tuple(sides), ABSOLUTE if _are_alike(sides) else CALIBRATED
        )

    async def _side(self, target: Target, request: SearchRequest) -> Side:
        result = await self._searcher.search(target.scope, replace(request, version=target.version))
        async with self._database.open_scope(target.scope) as session:
            version = await versions.get_version(session, result.index_version_id)
        return Side(target, version, result)


def merge(sides: Sequence[Side]) -> list[FederatedHit]:
    """Merge the hits of all sides by comparable scores; what several versions of a store find is one hit."""
    weight = fmean(side.result.weights.get(DENSE, 0.0) for side in sides) if sides else 0.0
    found: dict[tuple[UUID | None, str, UUID], FederatedHit] = {}
    for side in sides:
        hits: list[Hit] = sorted([*side.result.products, *side.result.passages], key=lambda hit: -hit.score)
        for rank, hit in enumerate(hits, 1):
            key = (side.target.scope.store_id, *_identity(hit))
            place = Place(side.target.store, side.version.id, rank, hit.score)
            score = comparable(hit, side.background, weight)
            known = found.get(key)
            if known is None:
                found[key] = FederatedHit(hit, score, (place,))
            else:
                best = known if known.score >= score else FederatedHit(hit, score, ())
                found[key] = replace(best, places=(*known.places, place))
    return sorted(found.values(), key=lambda one: -one.score)


def comparable(hit: Hit, background: float | None, weight: float) -> float:
    """Return a score that means the same on every side, 0..1.

    background: of the hit's index, None where all sides score alike. weight: of meaning, one for all sides. What was named
    by an identifier stays first; what the leg of meaning did not see is as far as unrelated items are.
    """
    if background is None or {IDENTIFIER, REFERRED} & hit.legs.keys():
        return hit.score
    words = hit.legs[LEXICAL].score if LEXICAL in hit.legs else 0.0
    meaning = calibrated(hit.similarity, background) if hit.similarity is not None else 0.0
    return (1 - weight) * words + weight * meaning


def _are_alike(sides: Sequence[Side]) -> bool:
    """Whether scores of all sides are absolute in the same sense."""
    recipes = {
        (side.version.recipe.embedder, side.version.recipe.dimensions, side.version.recipe.analyser)
        for side in sides
    }
    return len(recipes) <= 1 and len({side.result.weights.get(DENSE, 0.0) for side in sides}) <= 1


def _identity(hit: Hit) -> tuple[str, UUID]:
    return ("product", hit.product.id) if isinstance(hit, ProductHit) else ("passage", hit.passage_id)
