"""How far the words of a source bear out a sentence, judged without a model.

The share of the sentence's content words that a few neighbouring sentences of the source hold, together with the share of
all its words that the passage holds, and less where one of both denies what the other says. What was measured of it stands in docs/explanation/written-answers.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aisle.answering.generation.number_words import number_words
from aisle.answering.generation.quantities import Quantity, quantities
from aisle.answering.hostile import is_hostile
from aisle.answering.relevance import is_in
from aisle.answering.units import Unit
from aisle.answering.words import KEY_WEIGHT, LIGHT_WEIGHT, Word, content_words, keys, tokens
from aisle.retrieval.types import PassageHit

# Chosen on the development part of BEGIN (wow); the figures of it and of other sets are in `written-answers.md`. Fields of
# products have no small words to compare, so more of the words with a meaning must stand there.
ENOUGH = 0.75
ENOUGH_OF_FIELDS = 0.8
_DENIED = 0.4
_WIDEST = 3
_WORTH_A_SENTENCE = 0.15
_FOR_NUMBERS = 0.3
_CLAUSE = re.compile(
    r"[,;:()]|\s(?:but|aber|sondern|mais|pero|sino|ma|maar|unless|except|außer|sauf|excepto|salvo|tranne|behalve)\s"
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|cannot|without|\w+n['’]t|nicht|kein\w*|nie|niemals|weder|ohne|ne|pas|jamais|aucune?|ni|sans|"
    r"nunca|jamás|ningun\w*|ningún|non|mai|nessun\w*|senza|niet|geen|nooit|zonder|não|nem|sem)\b|\bn['’](?=\w)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"\W*(?:(?P<yes>yes|yeah|certainly|of course|ja|sicher|natürlich|oui|bien sûr|sí|claro|sì|certo|zeker)"
    r"|no|not|never|nein|nicht|nie|niemals|non|pas|jamais|nunca|mai|nee|niet|nooit)\b",
    re.IGNORECASE,
)
_SAME_CLAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of one passage and how far they bear a sentence out, 0 to 1.

    denied: They say no to what the sentence says, or the other way round.
    """

    units: tuple[Unit, ...]
    support: float
    denied: bool = False

    @property
    def passage(self) -> PassageHit:
        """Where they stand."""
        return self.units[0].passage

    @property
    def text(self) -> str:
        """Their words with what stands between them."""
        return self.passage.text[self.units[0].start : self.units[-1].end]

    @property
    def span(self) -> tuple[int, int]:
        """Where they lie in the passage."""
        return self.units[0].start, self.units[-1].end


def best_window(sentence: str, language: str, read: Sequence[Unit]) -> Window | None:
    """The shortest run of at most three of a passage's units that bears a sentence out best; None where none does."""
    words, numbers = claimed_words(sentence, language), quantities(sentence, language)
    total = sum(word.weight for word in words) or 1.0
    held = [_places(words, unit, language) for unit in read]
    best, rated = None, 0.0
    for size in range(1, _WIDEST + 1):
        for at in range(len(read) - size + 1):
            window = read[at : at + size]
            # A question says nothing; what stands below it is read together with it.
            if any(is_hostile(unit.text) or unit.text.endswith("?") for unit in window):
                continue
            support = sum(words[place].weight for place in frozenset().union(*held[at : at + size])) / total
            rating = support + _FOR_NUMBERS * _held(numbers, window, language) - _WORTH_A_SENTENCE * size
            if best is None or rating > rated:
                best, rated = Window(tuple(window), support), rating
    if best is None or best.support <= 0:
        return None
    denied = denies_otherwise(sentence, f"{best.text}; {_answered(best, read)}", language)
    return Window(best.units, best.support * _DENIED, denied=True) if denied else best


def _answered(window: Window, read: Sequence[Unit]) -> str:
    """What a yes or no says of the question above a window: "Can I wash it? Never." says that one cannot."""
    question = window.units[0].question
    below = (unit for unit in read if unit.question == question and not unit.text.endswith("?"))
    answer = next(below, None) if question else None
    begins = _YES_OR_NO.match(answer.text) if answer else None
    if begins is None:
        return ""
    return f"{'' if begins['yes'] else 'not '}{question.rstrip('?')}"


def _held(numbers: Sequence[Quantity], window: Sequence[Unit], language: str) -> float:
    """The share of a sentence's numbers that a window says."""
    if not numbers:
        return 0.0
    held = [one for unit in window for one in quantities(f"{unit.about} {unit.shown}", language)]
    return sum(one.stands_in(held) for one in numbers) / len(numbers)


def covered(words: Sequence[Word], found: frozenset[str]) -> float:
    """The share of the words' weight that is among those found; 0 where nothing is claimed."""
    total = sum(word.weight for word in words)
    return sum(word.weight for word in words if is_in(word, found)) / total if total else 0.0


@lru_cache(maxsize=512)
def claimed_words(sentence: str, language: str) -> tuple[Word, ...]:
    """The words that say something, light ones where there are no others; numbers are compared by themselves."""
    numbers = number_words(language)
    words = [
        word
        for word in content_words(sentence, language)
        if not word.text[0].isdigit() and word.text not in numbers
    ]
    return tuple(word for word in words if word.weight > LIGHT_WEIGHT) or tuple(words)


def overlap(sentence: str, texts: Iterable[str]) -> float:
    """The share of all words of a sentence that stand in the texts, small ones too: chat has others than documents."""
    said = [word for word in tokens(sentence) if not word[0].isdigit()]
    held = {word for text in texts for word in tokens(text)}
    return sum(word in held for word in said) / len(said) if said else 0.0


def telling_words(sentence: str, language: str) -> tuple[Word, ...]:
    """Those whose absence from a source tells most."""
    return tuple(word for word in content_words(sentence, language) if word.weight >= KEY_WEIGHT)


def denies_otherwise(sentence: str, source: str, language: str) -> bool:
    """Whether a clause says no where the one of the source that is nearest to it says yes, or the other way."""
    said = [(clause, claimed_words(clause, language)) for clause in _clauses(sentence)]
    clauses = [(clause, keys(clause, language)) for clause in _clauses(source)]
    return any(_turned(clause, words, clauses) for clause, words in said if len(words) > 1)


def _turned(clause: str, words: Sequence[Word], clauses: Iterable[tuple[str, frozenset[str]]]) -> bool:
    rated = [(covered(words, found), _is_denial(clause) == _is_denial(text)) for text, found in clauses]
    near, agrees = max(rated, default=(0.0, True))
    return near >= _SAME_CLAUSE and not agrees


def _is_denial(clause: str) -> bool:
    """Two denials make a yes: "never without"."""
    return (
        len(
            _DENIES.findall(
                re.sub(
                    r"\b(?:not only|nicht nur|no sólo|no solo|pas seulement|non solo)\b", " ", clause.lower()
                )
            )
        )
        % 2
        == 1
    )


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _places(words: Sequence[Word], unit: Unit, language: str) -> frozenset[int]:
    """Which of the words a unit holds, with the headings above it."""
    found = keys(f"{unit.passage.title} {unit.about} {unit.shown}", language)
    return frozenset(place for place, word in enumerate(words) if is_in(word, found))
