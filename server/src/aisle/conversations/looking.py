"""Answering a photo: it is compared with the products' pictures, and described by a model that sees where there is one.

No connection is held meanwhile. What a model says is searched for like a shopper's words; nothing of it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog

from aisle.answering.by_photo import VERY_ALIKE, Alike, Seen, answer_to_photo
from aisle.answering.guardrails import refusal, refused_topic
from aisle.answering.interpret import Interpretation, Kind
from aisle.answering.types import Question
from aisle.answering.writer import Assignment, Finished
from aisle.assistants.types import QUOTE
from aisle.catalog import service as catalog
from aisle.catalog.types import Product
from aisle.conversations.evidence import Asked
from aisle.conversations.tracing import Trace
from aisle.conversations.types import StartedTurn
from aisle.conversations.writing import Task, facts_of, language_of, understand
from aisle.core.db import Database, Scope
from aisle.core.errors import AisleError
from aisle.core.vault import Vault
from aisle.photos import service as photos
from aisle.photos.describing import Description, PhotoDescriber
from aisle.photos.ports import PhotoReader
from aisle.retrieval.items import ItemKind
from aisle.retrieval.pictures.searching import LookAlike, Looked, PictureSearch
from aisle.retrieval.search import Searcher, SearchRequest
from aisle.retrieval.types import Filter, ProductHit, SearchResult, Understanding, Wants

MOST_ALIKE = 24  # look-alikes that words may choose from
RANK = 60  # of reciprocal ranks (Cormack et al., 2009)
Json = dict[str, Any]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PhotoAnswers:
    """Makes the answers to photos."""

    database: Database
    searcher: Searcher
    pictures: PictureSearch
    reader: PhotoReader
    vault: Vault
    describer: PhotoDescriber

    async def answer(self, scope: Scope, started: StartedTurn, trace: Trace) -> tuple[Task, Finished, Json]:
        """Return what the turn stores, and what its trace says of the photo.

        Raises PhotoRefused, EmbedderUnavailable, and what a search raises.
        """
        language = language_of(started)
        with trace.step("photo"):
            files = await self._files(scope, started)
            points = [await self.reader.points(one) for one in files]
            looked = await self.pictures.alike(scope, points, MOST_ALIKE)
        with trace.step("describe"):
            said = await self._described(started, files, language)
        with trace.step("find"):
            asked = await self._asked(scope, started)
            hits = await self._by_words(scope, started, asked, said)
            found = await self._ranked(scope, looked, hits, said)
        limits = asked.understood.filters if asked else ()
        seen = Seen(found, looked.nearest, bool(said and said.words), looked.nearest > 0)
        task = _task(started, language, found, limits, looked)
        answer = answer_to_photo(seen, limits, language)
        if _is_refused(started, language):
            answer = refusal(task.assignment.question, started.release.settings)
        return task, Finished(answer), _noted(looked, said)

    async def _files(self, scope: Scope, started: StartedTurn) -> list[bytes]:
        async with self.database.open_scope(scope) as session:
            sealed = await photos.of_message(session, self.vault, started.conversation_id, started.photos)
        return [one.open() for one in sealed]

    async def _described(
        self, started: StartedTurn, files: Sequence[bytes], language: str
    ) -> Description | None:
        """What a model sees; None where there is none, or none that answers: shape and colour are left."""
        model = started.release.settings.model or self.describer.usual
        if model is None or model == QUOTE or not files:
            return None
        try:
            return await self.describer.describe(tuple(files), model, started.store.language or language)
        except AisleError as error:
            log.warning("photo.not_described", turn_id=str(started.id), error=error.code)
            return None

    async def _asked(self, scope: Scope, started: StartedTurn) -> Asked | None:
        if not started.text.strip() and started.filters is None:
            return None
        return await understand(self.searcher, scope, started, Interpretation(started.text, Kind.ASK))

    async def _by_words(
        self, scope: Scope, started: StartedTurn, asked: Asked | None, said: Description | None
    ) -> Sequence[ProductHit]:
        """Products that the shopper's words and the model's are about, the best first."""
        words = " ".join(filter(None, (asked.understood.text if asked else "", said.words if said else "")))
        if not words.strip():
            return ()
        request = SearchRequest(
            words,
            asked.understood.filters if asked else (),
            frozenset({ItemKind.PRODUCT}),
            limit=MOST_ALIKE,
            market=started.market,
        )
        return (await self.searcher.search(scope, request)).products

    async def _ranked(
        self, scope: Scope, looked: Looked, hits: Sequence[ProductHit], said: Description | None
    ) -> tuple[Alike, ...]:
        # Where a model makes out no single thing, a shape may be like one by chance: only twins count.
        least = VERY_ALIKE if said and not said.words else 0.0
        alike = [one for one in looked.found if one.likeness >= least]
        async with self.database.open_scope(scope, one_view=True) as session:
            known = await catalog.get_products(session, [one.product_id for one in alike])
        alike = [one for one in alike if one.product_id in known]
        return ranked(alike, known, hits, adds=not alike or bool(said and said.words))


def ranked(
    alike: Sequence[LookAlike], known: Mapping[UUID, Product], hits: Sequence[ProductHit], *, adds: bool
) -> tuple[Alike, ...]:
    """Join look-alikes and what words have found by reciprocal ranks.

    known: look-alikes as they are now. adds: whether what words alone have found belongs into it, or only orders it.
    """
    products: dict[UUID, Product] = {hit.product.id: hit.product for hit in hits if adds} | dict(known)
    likeness = {one.product_id: one.likeness for one in alike}
    scores = dict.fromkeys(products, 0.0)
    for order in ([one.product_id for one in alike], [hit.product.id for hit in hits]):
        for place, id_ in enumerate(order):
            if id_ in scores:
                scores[id_] += 1 / (RANK + place)
    order = sorted(products, key=lambda id_: (-scores[id_], -likeness.get(id_, 0.0), id_))
    return tuple(Alike(products[id_], likeness.get(id_)) for id_ in order)


def _is_refused(started: StartedTurn, language: str) -> bool:
    settings = started.release.settings
    return refused_topic(started.text, (language, started.store.language), settings.refuses) is not None


def _task(
    started: StartedTurn, language: str, found: Sequence[Alike], limits: Sequence[Filter], looked: Looked
) -> Task:
    products: dict[UUID, Product] = {one.product.id: one.product for one in found}
    understood = Understanding(started.text, tuple(limits), language, None, Wants.PRODUCTS)
    hits = tuple(ProductHit(one.product, one.likeness or 0.0, one.likeness, 0.0) for one in found)
    return Task(
        Assignment(
            Question(started.text, started.history, language),
            Interpretation(started.text, Kind.ASK),
            SearchResult((), hits, understood, looked.version_id),
            facts_of(started.store),
            started.release.settings,
            products=products,
        )
    )


def _noted(looked: Looked, said: Description | None) -> Json:
    return {
        "embedder": looked.embedder,
        "nearest": round(looked.nearest, 4),
        "alike": len(looked.found),
        "described": {"model": said.model, "words": said.words} if said else None,
    }
