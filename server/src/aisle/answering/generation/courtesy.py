"""Sentences that claim nothing: courtesies, questions back, and saying that nothing was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.generation.bearing import telling_words
from aisle.answering.generation.quantities import quantities
from aisle.answering.words import Word, tokens


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COURTESY = _words(
    """help happy glad hope welcome sure course question questions ask let know hello hi sorry thank thanks here summary answer overview option
    options key point points detail details recommend recommendation suggest suggestion anything else feel 
    gern gerne hilfe helfen hoffe frage fragen natürlich hallo überblick antwort empfehlung empfehle möglichkeiten weitere
    bien sûr bonjour voici aide aider espère question questions réponse résumé conseil recommande plaisir
    hola claro ayuda ayudar espero pregunta preguntas respuesta resumen recomendación gusto aquí
    ciao certo aiuto aiutare spero domanda domande risposta ecco piacere volentieri
    hallo graag hulp helpen hoop vraag vragen antwoord natuurlijk overzicht"""
)
_NOT_FOUND = re.compile(
    r"\b(?:(?:couldn['’]t|could not|can['’]t|cannot|can not|didn['’]t|did not|unable to) (?:find|see|confirm|tell|answer)|"
    r"(?:don['’]t|do not) (?:have|know|say|mention|find)|(?:doesn['’]t|does not) (?:say|mention|include|contain)|not (?:mentioned|found|covered|stated)|no information|"
    r"nicht (?:gefunden|finden|bekannt|erwähnt|angegeben)|keine (?:angaben?|informationen?)|(?:pas|rien) (?:trouvé|mentionné|indiqué)|aucune information|"
    r"no (?:he|hemos) encontrado|no (?:se )?menciona|no hay información|non (?:ho trovato|è indicato|è menzionato)|nessuna informazione|"
    r"niet (?:gevonden|vermeld)|geen informatie)\b",
    re.IGNORECASE,
)
_ASSENT = _words("yes no not ja nein nicht oui non sí si no sì nee niet free always never")
_MOST_WORDS = 30
_MOST_ASKED = 4
_TURN = re.compile(r"\b(?:but|however|although|aber|jedoch|mais|pero|ma|però|maar)\b", re.IGNORECASE)


def claims_nothing(sentence: str, language: str) -> bool:
    """Whether there is nothing in a sentence that evidence could bear out. One with a number always claims."""
    if quantities(sentence, language) or len(sentence.split()) > _MOST_WORDS:
        return False
    words = telling_words(sentence, language)
    if _is_courtesy(sentence, words):
        return True
    if _NOT_FOUND.search(sentence):
        return not _TURN.search(sentence)
    # A question that holds much more than a question is a claim in disguise: "Did you know that it is free?"
    asks = sentence.rstrip().endswith(("?", "？", "؟")) and not _ASSENT.intersection(tokens(sentence))
    return asks and len(words) <= _MOST_ASKED and not re.search(r"[,:;]", sentence)


def _is_courtesy(sentence: str, words: Sequence[Word]) -> bool:
    """Nothing but courtesies; "Yes." and "You can." are short, but they claim."""
    said = tokens(sentence)
    return (
        any(word in _COURTESY for word in said)
        and all(word.text in _COURTESY for word in words)
        and not _ASSENT.intersection(said)
    )
