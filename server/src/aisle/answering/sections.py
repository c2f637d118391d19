"""Answering each part of a message: from a product's fields, with product cards, or quoted from guides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from aisle.answering.answer_type import AnswerType, asked_for
from aisle.answering.card_reasons import asked
from aisle.answering.cards import USUAL_CARDS, card, cards
from aisle.answering.draft import Draft
from aisle.answering.hostile import safe
from aisle.answering.identified import variant_called, with_titles
from aisle.answering.in_general import SURE_IN_GENERAL, warranty, with_others
from aisle.answering.intent import goods_lead, relevant, unsaid, wants_products
from aisle.answering.interpret import Interpretation
from aisle.answering.lexicon import REGIONS_OF, by_region
from aisle.answering.measure_limits import measure_limits
from aisle.answering.names import is_family, named
from aisle.answering.parts import parts
from aisle.answering.phrases import say
from aisle.answering.picking import FLOOR
from aisle.answering.product_questions import about, lower
from aisle.answering.quoting import Quotation, cite, notes_of, quote
from aisle.answering.relaxed import said_aloud
from aisle.answering.relevance import attributes_of, missing_keys, product_keys
from aisle.answering.sufficiency import FAIR_SIMILARITY, Judgement, Verdict, judge
from aisle.answering.superlatives import order_of
from aisle.answering.support import support
from aisle.answering.types import Answer, ProductSegment, Question, Segment, StoreFacts, TextSegment
from aisle.answering.units import Unit
from aisle.answering.weighing import Scales, scales
from aisle.answering.words import content_words, keys, tokens
from aisle.catalog.types import Product
from aisle.llm.ports import Embedder
from aisle.retrieval.types import Filter, PassageHit, SearchResult

_SMALL_WORD = re.compile(r"\b[a-zß-ÿ]{4,}\b")
_SURE_OF_FIELDS = 0.9
_SURE_OF_CARDS = 0.75
_SURE_WHEN_RELAXED = 0.5
_LEAST_SUPPORT = 0.4
_GUIDES_NEAR = 6
# Guides beside product cards must be worth the room.
_OTHER_PARCELS = frozenset({"=abroad", "=return", "=exchange", "=voucher", "=repair"})
_PROMISES = frozenset({"=warranty", "=return", "=exchange", "=delivery"})
_WORTH_ADDING = 0.6
_ADDS_TO_CARDS = frozenset({AnswerType.SIZE, AnswerType.DURATION, AnswerType.STEPS, AnswerType.PLACE})


@dataclass(frozen=True)
class Reader:
    """A message with everything that is known for answering it."""

    question: Question
    meaning: Interpretation
    evidence: SearchResult
    store: StoreFacts
    embed: Embedder
    shown: tuple[Product, ...]

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.question.language

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What the search was limited to."""
        return self.evidence.understanding.filters

    @cached_property
    def limits(self) -> tuple[Filter, ...]:
        """The filters with what the goods may measure, which the search itself does not limit by."""
        measured = measure_limits(self.meaning.standalone_query, self.language, self.products)
        fields = {one.field for one in self.filters}
        return (*self.filters, *(one for one in measured if one.field not in fields))

    @property
    def products(self) -> tuple[Product, ...]:
        """Products referred to, then products found, each once."""
        found: dict[UUID, Product] = {product.id: product for product in self.shown}
        for hit in self.evidence.products:
            found.setdefault(hit.product.id, hit.product)
        return tuple(found.values())

    @cached_property
    def weights(self) -> Scales:
        """What the products are weighed by."""
        understood = self.evidence.understanding
        query = self.meaning.standalone_query
        sort = understood.sort or order_of(query, self.products)
        return scales(query, self.language, self.evidence.passages, self.limits, sort)

    @property
    def generic(self) -> frozenset[str]:
        """Words that describe goods here and so name no product: written small, or in typed fields."""
        texts = (
            " ".join(
                (product.category or "", *product.tags, *product.attributes, *product.attributes.values())
            )
            for product in self.products
        )
        small = (word for product in self.products for word in _SMALL_WORD.findall(product.description))
        return frozenset(token for text in texts for token in tokens(text)) | frozenset(small)


async def read_section(reader: Reader) -> tuple[Draft, Judgement]:
    """Answer every part that can be answered; the judgement is of the last that could not, or of the last."""
    draft = Draft(reader.language, reader.filters)
    failed: Judgement | None = None
    judged = Judgement(Verdict.INSUFFICIENT, 0.0, ())
    for part in parts(with_titles(reader.meaning.standalone_query, reader.products)):
        before = draft.is_empty, draft.next_mark
        judged = await _answer_part(reader, part, draft)
        if draft.is_empty or (draft.next_mark == before[1] and not judged.allows_answer):
            failed = judged
    return draft, failed or judged


async def _answer_part(reader: Reader, part: str, draft: Draft) -> Judgement:
    spoken_of = _spoken_of(reader, part)
    if spoken_of is not None and _said_by_fields(reader, part, spoken_of, draft):
        return Judgement(Verdict.SUFFICIENT, _SURE_OF_FIELDS, ())
    judgement = _judged(reader, part, spoken_of)
    found = _goods(reader, part, spoken_of)
    wants, limited = reader.evidence.understanding.wants, bool(reader.limits)
    lead = goods_lead(part, reader.language, found, wants, limited) if found else None
    if lead:
        add_cards(reader, part, draft, found)
        plain = not reader.weights.needs
        if plain and asked_for(part) & _ADDS_TO_CARDS and judgement.confidence >= _WORTH_ADDING:
            await _add_quotes(reader, part, judgement, draft)
    elif not await _add_quotes(reader, part, judgement, draft) and lead is False:
        add_cards(reader, part, draft, found)
    elif draft.is_empty and (general := _in_general(reader, part, judgement)):
        rest, judgement = general
        await _add_quotes(reader, rest, judgement, draft)
    return judgement


def _in_general(reader: Reader, part: str, judgement: Judgement) -> tuple[str, Judgement] | None:
    categories = " ".join(one.category or "" for one in reader.products)
    return with_others(part, reader.language, reader.evidence.passages, judgement) or warranty(
        part, reader.language, reader.evidence.passages, judgement, categories
    )


def _spoken_of(reader: Reader, part: str) -> Product | None:
    """The one product a question is about: named in it, or meant by "it"."""
    known: dict[UUID, Product] = {product.id: product for product in reader.products}
    titles = {id_: product.title for id_, product in known.items()}
    by_name = tuple(
        id_
        for id_ in named(part, titles, reader.generic)
        if not is_family(part, titles[id_], titles.values())
    )
    meant = by_name or tuple(id_ for id_ in reader.meaning.refers_to if id_ in known)
    return known[meant[0]] if len(meant) == 1 else None


def _said_by_fields(reader: Reader, part: str, product: Product, draft: Draft) -> bool:
    if _suits(reader, product, draft):
        return True
    variant = variant_called(reader.meaning.standalone_query, product)
    said = about(product, part, reader.language, draft.next_fact, variant)
    if said is None:
        return False
    wanted = asked("", reader.language, ())
    segments = (*said.segments, card(product, (product,), wanted))
    draft.add(segments, _SURE_OF_FIELDS, (say("product_data", reader.language),), products=(product,))
    return True


def _suits(reader: Reader, product: Product, draft: Draft) -> bool:
    """ "Does it fit someone of 163 cm?": the field that decides, with what a guide says about it."""
    weighed = reader.weights.weigh((product,))[product.id]
    decided = [(need, one) for need, one in weighed.degrees if one.note and one.attribute]
    if not decided:
        return False
    said = [
        say(
            "attribute_is", reader.language, title=safe(product.title), name=lower(safe(one.attribute)),
            value=f"{safe(dict(attributes_of(product))[one.attribute])}, {one.note}",
        )
        for _, one in decided
    ]  # fmt: skip
    quoted = _quoted(support(reader.weights, (product,), reader.evidence.passages), draft, reader.language)
    wanted = asked("", reader.language, ())
    segments = (TextSegment(" ".join(said)), *quoted, card(product, (product,), wanted))
    draft.add(segments, _SURE_OF_FIELDS, (say("product_data", reader.language),), products=(product,))
    return True


def _judged(reader: Reader, part: str, spoken_of: Product | None) -> Judgement:
    known = product_keys(spoken_of, reader.language) if spoken_of else frozenset()
    if _PROMISES & keys(part, reader.language):
        # "The warranty on boots" may be promised for everything: that boots are sold here is known.
        known |= keys(" ".join(one.category or "" for one in reader.products), reader.language)
    return judge(part, reader.language, reader.evidence.passages, known)


def _goods(reader: Reader, part: str, spoken_of: Product | None) -> tuple[Product, ...]:
    if not wants_products(part, reader.language, reader.evidence.understanding.wants):
        return ()
    if spoken_of is not None:
        return (spoken_of,)
    return relevant(part, reader.language, reader.evidence.products, reader.evidence.understanding)


def add_cards(reader: Reader, part: str, draft: Draft, found: tuple[Product, ...]) -> None:
    """Show products for a part of a message, after what was read or done otherwise than the shopper said."""
    weights = reader.weights
    best = [one.product for one in weights.ranked(found)[:USUAL_CARDS]]
    said = support(weights, best, reader.evidence.passages)
    guided = " ".join(f"{unit.about} {unit.text}" for unit in said)
    missing = unsaid(part, reader.language, found, reader.evidence.understanding, f"{guided} {_near(reader)}")
    made = cards(part, reader.language, found, reader.limits, draft.next_fact, missing, weights)
    if made.relaxed:
        reasons = [say("nothing_met", reader.language, words=", ".join(one.text for one in made.relaxed))]
    elif missing:
        reasons = [say("words_missing", reader.language, words=", ".join(missing))]
    else:
        reasons = [say("products_match", reader.language)]
    if said and not made.relaxed:
        reasons.append(say("guide_speaks", reader.language))
    sure = _SURE_WHEN_RELAXED if made.relaxed or missing else _SURE_OF_CARDS
    texts: list[Segment] = [*_aloud(reader, draft, relaxed=not made.relaxed)]
    texts += [one for one in made.segments if not isinstance(one, ProductSegment)]
    shown = [one for one in made.segments if isinstance(one, ProductSegment)]
    draft.add(
        (*texts, *(() if made.relaxed else _quoted(said, draft, reader.language)), *shown),
        sure,
        reasons,
        products=made.products,
    )


def _aloud(reader: Reader, draft: Draft, *, relaxed: bool) -> tuple[Segment, ...]:
    """What was read as another word and what gave way, unless the sentence with the products says that itself."""
    gave_way = reader.evidence.relaxed if relaxed else ()
    said = TextSegment(
        said_aloud(gave_way, reader.filters, reader.language, reader.evidence.understanding.notes)
    )
    return (said,) if said.text and not draft.says(said) else ()


def _near(reader: Reader) -> str:
    """What the nearest guides speak of: words of theirs are the occasion ("camping") and no property of the goods."""
    return " ".join(f"{hit.title} {hit.text}" for hit in reader.evidence.passages[:_GUIDES_NEAR])


def _quoted(said: Sequence[Unit], draft: Draft, language: str) -> tuple[Segment, ...]:
    """What guides say to the stated needs, under the first sentence."""
    if not said:
        return ()
    marked = [(unit, draft.next_mark + place) for place, unit in enumerate(said)]
    notes = notes_of([unit.passage for unit in said], language)
    text = " ".join(
        f"{note}{_ended(unit.shown)} [{mark}]" for note, (unit, mark) in zip(notes, marked, strict=True)
    )
    return (TextSegment(text), *(cite(unit, mark) for unit, mark in marked))


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…:" else f"{text}."


async def _add_quotes(
    reader: Reader, part: str, judgement: Judgement, draft: Draft, *, about_known: bool = False
) -> bool:
    """Quote what answers, if anything does; `about_known` says that the guides are known to be about it."""
    if not judgement.allows_answer:
        return False
    quoted = await quote(part, reader.language, reader.evidence.passages, reader.embed, draft.next_mark)
    if quoted is None or not (quoted.is_borne_out or about_known) or not _supported(quoted, judgement):
        return False
    if any(draft.cites(citation) for citation in quoted.citations):
        return False
    reasons = [*judgement.reasons]
    if quoted.conflict:
        reasons.append(say("guides_disagree", reader.language))
    elif len(quoted.documents) > 1:
        reasons.append(say("guides_speak", reader.language, count=str(len(quoted.documents))))
    # A passage can have every word of a question and the sentence taken from it few.
    sure = round(judgement.confidence * (_LEAST_SUPPORT + (1 - _LEAST_SUPPORT) * quoted.support), 2)
    if by_region(part) is not None and not _names_country(part, quoted):
        sure, reasons = min(sure, SURE_IN_GENERAL), [*reasons, say("country_as_region", reader.language)]
    draft.add((quoted.text, *quoted.citations), sure, reasons)
    return True


def _names_country(part: str, quoted: Quotation) -> bool:
    said = set(tokens(" ".join(citation.quote for citation in quoted.citations)))
    return any(word in said for word in tokens(part) if word in REGIONS_OF)


def _supported(quoted: Quotation, judgement: Judgement) -> bool:
    """Partial evidence needs one sentence that is near the question by itself."""
    if judgement.verdict is Verdict.SUFFICIENT:
        return True
    return quoted.score >= 2 * FLOOR or (quoted.similarity or 0.0) >= FAIR_SIMILARITY


async def order_section(reader: Reader) -> Answer:
    """Orders are private: say what the guides say and offer a person, never claim to see one."""
    draft = Draft(reader.language, reader.filters)
    said = TextSegment(say("order", reader.language, name=safe(reader.store.name)))
    draft.add((said,), _SURE_OF_FIELDS, ("Orders need a verified shopper",))
    reader = replace(reader, evidence=replace(reader.evidence, passages=_about_this_order(reader)))
    judgement = judge(reader.meaning.standalone_query, reader.language, reader.evidence.passages)
    if not _is_about_orders(judgement, reader):
        return draft.answer(reader.question.text, (), offer_person=True)
    await _add_quotes(reader, reader.meaning.standalone_query, judgement, draft, about_known=True)
    return draft.answer(reader.question.text, reader.evidence.passages, offer_person=True)


def _about_this_order(reader: Reader) -> tuple[PassageHit, ...]:
    """Passages about parcels that go abroad or come back are about other parcels, unless those were asked about."""
    others = _OTHER_PARCELS - keys(reader.question.text, reader.language)
    return tuple(
        hit
        for hit in reader.evidence.passages
        if not others & keys(f"{hit.title} {' '.join(hit.section)}", reader.language)
    )


def _is_about_orders(judgement: Judgement, reader: Reader) -> bool:
    """ "Where is my order?" has hardly a word of its own: only a guide near in meaning is about it."""
    near = max((hit.similarity or 0.0 for hit in reader.evidence.passages), default=0.0)
    words = content_words(reader.meaning.standalone_query, reader.language)
    return near >= FAIR_SIMILARITY or (bool(missing_keys(words)) and judgement.verdict is Verdict.SUFFICIENT)
