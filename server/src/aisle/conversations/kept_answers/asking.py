"""Which turns may ask for a kept answer, and with what question."""

from aisle.answer_cache.personal import speaks_of_one
from aisle.answer_cache.volatile import asks_for_volatile
from aisle.answering import cues
from aisle.answering.interpret import Interpretation, Kind, interpret
from aisle.assistants.types import KeptAnswers
from aisle.assistants.variables import OF_ONE, used_in
from aisle.conversations.types import StartedTurn, TurnKind
from aisle.conversations.writing import language_of


def question_of(started: StartedTurn, meaning: Interpretation) -> str | None:
    """Return the question that a kept answer may answer; None where this turn has to be answered anew.

    Only a plain question of an anonymous shopper: not one about a person or a moment, not one with limits set on screen,
    not the wish for another version, and nothing that rules answer in another way (talk, orders, a person, comparisons).
    Nor where the assistant's words name what another shopper has not: a page, a basket.
    """
    if started.release.settings.kept_answers is KeptAnswers.OFF or not (
        started.anonymous and started.learned_from
    ):
        return None
    if used_in(started.release.settings.words) & OF_ONE:
        return None
    if started.kind not in (TurnKind.MESSAGE, TurnKind.EDIT) or started.begun is not None:
        return None
    if started.filters is not None or started.ignore or started.notices:
        return None
    if meaning.kind is not Kind.ASK or meaning.compare_ids or meaning.refers_to:
        return None
    question = _alone(started, meaning)
    return None if speaks_of_one(question) or asks_for_volatile(question) else question


def _alone(started: StartedTurn, meaning: Interpretation) -> str:
    """The message itself where it says everything, or else what was made of it and of what was said before."""
    if not started.history:
        return started.text
    said = interpret(started.text, (), language_of(started), started.store.language)
    leans = said != meaning or cues.STRONG_PRONOUN.search(started.text.lower())
    return meaning.standalone_query if leans else started.text
