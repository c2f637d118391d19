"""The rules of synonyms that are about a question, so that its limits are read by them too."""

from collections.abc import Sequence

from aisle.core.db import Database, Scope
from aisle.retrieval.analysis import query_terms
from aisle.retrieval.language import guess_language
from aisle.retrieval.synonyms import repository
from aisle.retrieval.synonyms.applying import MOST_RULES_A_QUESTION
from aisle.retrieval.synonyms.keys import keys_in_question
from aisle.retrieval.synonyms.types import Rule
from aisle.retrieval.understanding.understander import LONGEST_READ


async def rules_about(
    database: Database, scope: Scope, text: str, store_languages: Sequence[str]
) -> tuple[Rule, ...]:
    """Return the rules that are about words of a question, as they are now.

    Args:
        database: Where the rules are.
        scope: The store.
        text: The question.
        store_languages: The main one first.
    """
    spoken = guess_language(text, store_languages)
    groups = query_terms(text[:LONGEST_READ], spoken, store_languages)
    keys = list(dict.fromkeys(key for key, _, _ in keys_in_question(groups)))
    if not keys:
        return ()
    async with database.open_scope(scope) as session:
        found = await repository.rules_of(session, keys, MOST_RULES_A_QUESTION)
    return tuple(dict.fromkeys(rule for _, rule in found))
