"""What a quotation must be preceded by to say what it says: the question it answers, or for whom it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.hostile import is_hostile, safe
from aisle.answering.relevance import is_in
from aisle.answering.units import Unit
from aisle.answering.words import KEY_WEIGHT, content_words, keys

# An answer that is no sentence without its question: "Never.", "The shops are, from 10:30."
_ELLIPTIC = re.compile(
    r"^\W*(?:never|nothing|none|neither|both|only|until|always|nie|nichts|keine[rs]?|jamais|rien|nunca|nada)\b|"
    r"^\W*(?:the|our|all|most|some)(?: \w+){1,2} (?:are|is|do|does|can|will|has|have|was|were)(?:,|\.| not\b)",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"^\W*(?:yes|no|ja|nein|oui|non|s[ií])\b", re.IGNORECASE)
# Pages for some people only; what they promise must not be read as promised to all.
_FOR_SOME = re.compile(
    r"\b(?:students?|clubs?|trade|members?|membership|staff|teachers?|schools?|seniors?|nhs|military|wholesale|business(?:es)?|"
    r"studenten|studierende|mitglieder|vereine?|étudiants?|membres?|estudiantes?|socios?)\b",
    re.IGNORECASE,
)


class Subject:
    """A shopper's question, against which a quotation is clear by itself or not."""

    def __init__(self, question: str, language: str) -> None:
        self._question, self._language = question, language
        self._asked = keys(question, language)

    def before(self, quoted: Sequence[Unit]) -> str:
        """The bold words to put before it, with a space; "" where it stands alone."""
        first, said = quoted[0], " ".join(unit.shown for unit in quoted)
        if first.is_answer and self._is_cut_off(first):
            return self._bold(first.question)
        title = first.passage.title
        some = _FOR_SOME.search(title)
        if some and not keys(some.group(), self._language) & (self._asked | keys(said, self._language)):
            return self._bold(f"{title}:")
        return ""

    def _is_cut_off(self, first: Unit) -> bool:
        if _ELLIPTIC.search(first.text):
            return True
        theirs = [w for w in content_words(first.question, self._language) if w.weight >= KEY_WEIGHT]
        return bool(_YES_NO.search(first.text)) and not all(is_in(word, self._asked) for word in theirs)

    def _bold(self, text: str) -> str:
        return "" if is_hostile(text) else f"**{safe(text)}** "
