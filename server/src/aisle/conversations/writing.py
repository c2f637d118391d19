"""From an opened turn to everything that its answer may be written from. Each search opens a short scope of its own."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from aisle.answering.generation.rewriting import Rewriter
from aisle.answering.interpret import Interpretation, interpret
from aisle.answering.speaking import reply_language
from aisle.answering.status import status_text
from aisle.answering.types import Answer, Contact, Question, StoreFacts
from aisle.answering.writer import Assignment, Writer, WriterEvent
from aisle.catalog.types import Product
from aisle.conversations.evidence import Asked, gather
from aisle.conversations.situation import Standing, told_settings, with_basket
from aisle.conversations.types import StartedTurn
from aisle.core.db import Scope
from aisle.retrieval.search import Searcher, SearchRequest
from aisle.retrieval.types import PassageHit
from aisle.tenants.types import Store


@dataclass(frozen=True, slots=True)
class Task:
    """What a writer is given, with the evidence that citations are kept from."""

    assignment: Assignment

    @property
    def passages(self) -> tuple[PassageHit, ...]:
        """Every passage that the answer may cite."""
        return self.assignment.evidence.passages if self.assignment.evidence else ()


async def meaning_of(started: StartedTurn, rewriter: Rewriter) -> Interpretation:
    """What a message means after those before it: by rules, and where these lean on the turns before, by a model."""
    language = language_of(started)
    meaning = interpret(started.text, started.history, language, started.store.language)
    question = Question(started.text, started.history, language)
    standalone = await rewriter.rewrite(question, meaning, started.release.settings)
    meaning = replace(meaning, standalone_query=standalone)
    return with_basket(meaning, started.text, started.situation)


async def understand(
    searcher: Searcher, scope: Scope, started: StartedTurn, meaning: Interpretation
) -> Asked | None:
    """What is to be searched for, understood once for the whole turn; None where nothing is."""
    if not meaning.kind.needs_evidence:
        return None
    words, rules = meaning.standalone_query, started.rules
    request = SearchRequest(words, started.filters, ignore=started.ignore, rules=rules, market=started.market)
    return Asked(request, await searcher.understand(scope, request))


async def status_of(searcher: Searcher, scope: Scope, started: StartedTurn, asked: Asked) -> str:
    """The line that the shopper sees while the shop is searched."""
    return status_text(asked.understood, await searcher.category_counts(scope), language_of(started))


async def assign(
    searcher: Searcher, scope: Scope, started: StartedTurn, meaning: Interpretation, asked: Asked | None
) -> Task:
    """Search, and put together what the answer may be written from."""
    evidence = (
        await gather(searcher, scope, meaning, asked, started.conversation_id, logged=started.learned_from)
        if asked
        else None
    )
    products: Mapping[UUID, Product] = (
        {hit.product.id: hit.product for hit in evidence.products} if evidence else {}
    )
    meant = dict.fromkeys([*(meaning.compare_ids or ()), *meaning.refers_to])
    return Task(
        Assignment(
            Question(started.text, started.history, language_of(started)),
            meaning,
            evidence,
            facts_of(started.store),
            told_settings(started.release.settings, standing_of(started)),
            tuple(products[id_] for id_ in meant if id_ in products),
            products,
            started.begun.segments if started.begun else (),
        )
    )


def writing(
    writer: Writer, assignment: Assignment
) -> AbstractAsyncContextManager[AsyncIterator[WriterEvent]]:
    """Begin to write; leaving the block, for whatever reason, ends every call to a model at once."""
    return _closing(writer.write(assignment))


@asynccontextmanager
async def _closing(events: AsyncIterator[WriterEvent]) -> AsyncIterator[AsyncIterator[WriterEvent]]:
    try:
        yield events
    finally:
        close = getattr(events, "aclose", None)  # generators have it, and only they need it
        if close is not None:
            await close()


def language_of(started: StartedTurn) -> str:
    """The language that a message is answered in."""
    allowed = started.release.settings.languages
    usual = (started.situation.language if started.situation else None) or started.store.language
    return reply_language(started.text, started.history, usual, allowed)


def standing_of(started: StartedTurn) -> Standing:
    """What is known of who asks, and where."""
    return Standing(
        started.store,
        language_of(started),
        started.market,
        started.page,
        started.signed_in,
        started.situation,
    )


def rendering_language(answer: Answer, store: Store) -> str:
    """The language that prices and stock in an answer are written in."""
    return answer.language or store.language


def facts_of(store: Store) -> StoreFacts:
    """What an answer may say about the store."""
    return StoreFacts(store.name, store.currency, store.language, contact_of(store))


def contact_of(store: Store) -> Contact:
    """How a shopper reaches a person."""
    contact = store.settings.contact
    return Contact(contact.email, contact.phone, contact.hours, contact.url)
