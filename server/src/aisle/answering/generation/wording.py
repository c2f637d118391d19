"""Fixed words around what a model wrote, in six languages."""

from __future__ import annotations

_WORDS = {
    "not_found_mark": {
        "en": "(not in our shop’s sources)",
        "de": "(nicht in den Quellen unseres Shops)",
        "fr": "(absent des sources de notre boutique)",
        "es": "(no figura en las fuentes de nuestra tienda)",
        "it": "(non nelle fonti del nostro negozio)",
        "nl": "(niet in de bronnen van onze winkel)",
    },
    "rest_open": {
        "en": "I couldn’t confirm the rest of this in our guides. Shall I pass it to a person?",
        "de": "Den Rest konnte ich in unseren Ratgebern nicht belegen. Soll ein Mensch weiterhelfen?",
        "fr": "Je n’ai pas pu confirmer le reste dans nos guides. Souhaitez-vous parler à une personne ?",
        "es": "No he podido confirmar el resto en nuestras guías. ¿Quiere hablar con una persona?",
        "it": "Non ho potuto confermare il resto nelle nostre guide. Vuole parlare con una persona?",
        "nl": "De rest kon ik niet in onze gidsen terugvinden. Wilt u een medewerker spreken?",
    },
    "writing": {
        "en": "Writing the answer",
        "de": "Ich schreibe die Antwort",
        "fr": "Je rédige la réponse",
        "es": "Escribo la respuesta",
        "it": "Scrivo la risposta",
        "nl": "Ik schrijf het antwoord",
    },
}


def worded(key: str, language: str) -> str:
    """The words in the language, or in English."""
    return _WORDS[key].get(language, _WORDS[key]["en"])
