"""Inserts of guides in answers: what a guide leaves to be filled in becomes a fact that is read when it is shown."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from aisle.answering.inserts import FIELDS, INSERT, Insert, filled_with, inserts_in
from aisle.answering.phrases import say
from aisle.answering.types import Fact, FactSegment, Segment, TextSegment
from aisle.answering.writer import Finished, Piece, WriterEvent
from aisle.catalog import service as catalog
from aisle.core.db import Database, Scope, Session

FIRST = 9000  # numbers of these facts; a writer's own begin at 1


@dataclass(slots=True)
class Inserts:
    """Turns inserts of one answer into facts: the same ones in its pieces and in the whole.

    language: in which it is said that a product is gone.
    """

    database: Database
    scope: Scope
    language: str
    _products: dict[str, UUID | None] = field(default_factory=dict)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)

    async def filled(self, event: WriterEvent) -> WriterEvent:
        """Return what was written with facts in the place of inserts."""
        if isinstance(event, Piece):
            return replace(event, segments=await self._segments(event.segments))
        if isinstance(event, Finished):
            answer = event.answer
            return replace(event, answer=replace(answer, segments=await self._segments(answer.segments)))
        return event

    async def _segments(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        texts = [one.text for one in segments if isinstance(one, TextSegment)]
        if not any("{{" in text for text in texts):
            return segments
        await self._look_up([one for text in texts for one in inserts_in(text)])
        found: list[Segment] = []
        for segment in segments:
            found += self._of_text(segment) if isinstance(segment, TextSegment) else [segment]
        return tuple(found)

    def _of_text(self, segment: TextSegment) -> list[Segment]:
        facts = dict.fromkeys(fact for one in inserts_in(segment.text) if (fact := self._fact(one)))
        text = INSERT.sub(lambda match: self._said(inserts_in(match[0])[0]), segment.text)
        return [TextSegment(text), *facts]

    def _said(self, one: Insert) -> str:
        if one.field not in FIELDS:
            return one.text
        fact = self._fact(one)
        return f"{{fact:{fact.id}}}" if fact else say("gone", self.language)

    def _fact(self, one: Insert) -> FactSegment | None:
        product_id = self._products.get(one.handle)
        if product_id is None or one.field not in FIELDS:
            return None
        id_ = self._ids.setdefault((one.handle, one.field), f"x{FIRST + len(self._ids)}")
        return FactSegment(id_, product_id, None, Fact(one.field))

    async def _look_up(self, inserts: list[Insert]) -> None:
        unknown = [
            name for name in dict.fromkeys(one.handle for one in inserts) if name not in self._products
        ]
        if not unknown:
            return
        async with self.database.open_scope(self.scope, keep_plans=True) as session:
            found = await catalog.ids_by_name(session, unknown)
        self._products |= {name: found.get(name) for name in unknown}


async def filled_texts(session: Session, texts: list[str], language: str) -> list[str]:
    """Return texts of guides as they are shown now, where no answer is written."""
    names = list({one.handle for text in texts for one in inserts_in(text)})
    if not names:
        return texts
    ids = await catalog.ids_by_name(session, names)
    products = await catalog.get_products(session, list(ids.values()))
    return [filled_with(text, products.values(), language) for text in texts]
