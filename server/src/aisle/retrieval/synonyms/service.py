"""Keeping a store's synonyms: each rule is checked against all others, under a lock, in the caller's transaction."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import AisleError
from aisle.core.ids import new_id
from aisle.retrieval.synonyms import log_repository, repository
from aisle.retrieval.synonyms.checking import MOST_RULES, RuleBook
from aisle.retrieval.synonyms.errors import (
    SynonymContradiction,
    SynonymCycle,
    SynonymNotFound,
    SynonymRefused,
)
from aisle.retrieval.synonyms.keys import keys_of_phrase, languages_of
from aisle.retrieval.synonyms.types import Imported, LineError, Rule, Synonym
from aisle.tenants import service as tenants

MOST_ERRORS = 200
MOST_CIRCLES = 100  # of one import; finding each may take a walk through all rules


async def list_synonyms(
    session: Session, after: UUID | None = None, limit: int = MOST_RULES
) -> list[Synonym]:
    """Return a store's rules in the order in which they were made."""
    return await repository.list_synonyms(session, after, limit)


async def get_synonym(session: Session, synonym_id: UUID) -> Synonym:
    """Return a rule. Raises SynonymNotFound."""
    found = await repository.find_synonym(session, synonym_id)
    if found is None:
        raise SynonymNotFound()
    return found


async def add(session: Session, rule: Rule) -> Synonym:
    """Add a rule. Raises the errors of synonyms."""
    book, languages = await _book(session)
    rule = tidy(rule)
    await asyncio.to_thread(book.check, rule)
    added = await _insert(session, rule, languages)
    await record(session, Event("synonym.added", "synonym", added.id, after=asdict(added.rule)))
    return added


async def replace(session: Session, synonym_id: UUID, rule: Rule) -> Synonym:
    """Put another rule in the place of one. Raises SynonymNotFound and the other errors of synonyms."""
    book, languages = await _book(session)
    before = await get_synonym(session, synonym_id)
    rule = tidy(rule)
    book.strike(synonym_id)
    await asyncio.to_thread(book.check, rule)
    await repository.delete(session, synonym_id)
    changed = await _insert(session, rule, languages, synonym_id)
    await record(
        session, Event("synonym.changed", "synonym", synonym_id, asdict(before.rule), asdict(changed.rule))
    )
    return changed


async def remove(session: Session, synonym_id: UUID) -> None:
    """Remove a rule. Raises SynonymNotFound."""
    before = await get_synonym(session, synonym_id)
    if not await repository.delete(session, synonym_id):
        raise SynonymNotFound()
    await record(session, Event("synonym.removed", "synonym", synonym_id, before=asdict(before.rule)))


async def import_rules(
    session: Session, rules: Sequence[tuple[int, Rule | SynonymRefused]], *, instead: bool = False
) -> Imported:
    """Add many rules; one that is refused is told with its line and left out, and the others are added.

    Args:
        session: Of the store.
        rules: With the number of the line each stands on; or what is wrong with the line.
        instead: Whether to remove all rules that stood before.
    """
    book, languages = await _book(session)
    removed = await repository.delete_all(session) if instead else 0
    if instead:
        book = RuleBook((), languages)
    added, known, errors = await asyncio.to_thread(_sorted_out, book, languages, rules)
    await repository.insert(session, added)
    counts = {"added": len(added), "known": known, "removed": removed, "refused": len(errors)}
    await record(session, Event("synonyms.imported", "store", session.tenant[1], after=counts))
    return Imported(len(added), known, removed, tuple(errors[:MOST_ERRORS]))


def _sorted_out(
    book: RuleBook, languages: Sequence[str], rules: Iterable[tuple[int, Rule | SynonymRefused]]
) -> tuple[Mapping[UUID, tuple[Rule, Sequence[str]]], int, list[LineError]]:
    """Return the rules to be added with their keys, how many are known already, and what is wrong with others."""
    added, known, errors = dict[UUID, tuple[Rule, Sequence[str]]](), 0, list[LineError]()
    circles = 0
    for line, given in rules:
        try:
            rule = _checked(book, given)
        except SynonymContradiction:
            known += 1
        except AisleError as error:
            errors.append(LineError(line, error.code, error.detail))
            circles += isinstance(error, SynonymCycle)
            if circles > MOST_CIRCLES:
                raise SynonymCycle(
                    f"More than {MOST_CIRCLES} lines lead in circles; nothing was imported."
                ) from None
        else:
            synonym = Synonym(new_id(), rule)
            book.add(synonym)
            added[synonym.id] = (rule, _keys(rule, languages))
    return added, known, errors


def _checked(book: RuleBook, given: Rule | SynonymRefused) -> Rule:
    if isinstance(given, SynonymRefused):
        raise given
    rule = tidy(given)
    book.check(rule)
    return rule


async def forget_searches(session: Session, days: int) -> int:
    """Delete the counts of searches that are older than so many days; they live as long as conversations do."""
    return await log_repository.delete_older(session, days)


def tidy(rule: Rule) -> Rule:
    """Return a rule with white space put in order and words that stand twice once."""
    return Rule(_tidy(rule.words), _tidy(rule.becomes), rule.language)


def _tidy(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))


async def _book(session: Session) -> tuple[RuleBook, tuple[str, ...]]:
    await repository.lock(session)
    store = await tenants.get_store(session, session.tenant[1])
    languages = (store.language,)
    standing = await repository.list_synonyms(session, None, MOST_RULES)
    return await asyncio.to_thread(RuleBook, standing, languages), languages


async def _insert(
    session: Session, rule: Rule, languages: Sequence[str], synonym_id: UUID | None = None
) -> Synonym:
    synonym = Synonym(synonym_id or new_id(), rule)
    await repository.insert(session, {synonym.id: (rule, _keys(rule, languages))})
    return synonym


def _keys(rule: Rule, languages: Sequence[str]) -> list[str]:
    """Return the keys under which a rule is looked up: of all its words if it works both ways."""
    spoken = languages_of(rule, languages)
    return sorted({key for text in rule.words for key in keys_of_phrase(text, spoken)})
