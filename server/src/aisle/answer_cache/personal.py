"""Whether a text may be about one person: such a question is never looked up by another's, and such an answer not kept.

Told by form (addresses, numbers, identifiers), by what people say of themselves, and by names: words with a capital that
neither the shop's own texts nor the language's small words hold. A name in small letters has no form to be told by; it is
kept apart all the same, since only a question with the same name in it is answered from it.
"""

import re
from collections.abc import Collection

from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.words import fold

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+|https?:|www\.", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d(?:[\s().\-/]{0,3}\d){5,}")  # telephones, cards, accounts, orders
_NUMBERED = re.compile(r"#\s*\w*\d|\b(?:no|nr|n°|№|num)\.?\s*\d{3,}", re.IGNORECASE)
_MIXED = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[\w-]+\b")  # "AB-12345", "SW1A"
_SIZE = re.compile(
    r"\d{1,4}[^\W\d_]{1,5}|[^\W\d_]{1,2}\d{1,2}|\d+-[^\W\d_]+|[^\W\d_]+-\d{1,2}", re.IGNORECASE
)
_HOUSE = re.compile(
    r"\b\d{1,4}[a-z]?,?\s+(?:[^\W\d_]+\s+){1,3}(?:street|st|road|rd|lane|ln|avenue|ave|drive|close|court|way|square)\b"
    r"|[^\W\d_]+(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|straat|laan|plein)\s+\d"
    r"|\b\d{1,4},?\s+(?:rue|avenue|boulevard|place|allée|chemin)\b|\b(?:calle|avenida|plaza|via|viale|piazza)\s+[^\W\d_]+",
    re.IGNORECASE,
)
# What is asked about one's own order, account or body is answered for one person, whatever it says.
_OWN = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:orders?|parcels?|packages?|accounts?|deliver(?:y|ies)|purchases?|refunds?|invoices?|receipts?|"
    r"address|card|payments?|returns?|basket|cart|names?|e-?mail|phone|subscription|vouchers?|booking)\b"
    r"|\b(?:meine?[mnrs]?|unsere?[mnrs]?)\s+(?:\w+\s+)?(?:bestellung|paket|konto|lieferung|rechnung|adresse|karte|zahlung|retoure|warenkorb|namen?|gutschein)"
    r"|\b(?:ma|mon|mes|notre|nos)\s+(?:\w+\s+)?(?:commandes?|colis|compte|livraison|facture|adresse|carte|paiement|retour|panier|nom)\b"
    r"|\b(?:mi|mis|nuestr[oa]s?)\s+(?:\w+\s+)?(?:pedidos?|paquetes?|cuenta|envío|entrega|factura|dirección|tarjeta|pago|devolución|nombre)\b"
    r"|\b(?:il|la|i|le)?\s*(?:mi[oae]|miei|nostr[oa])\s+(?:\w+\s+)?(?:ordin[ei]|pacco|account|conto|consegna|fattura|indirizzo|carta|pagamento|reso|nome)\b"
    r"|\b(?:mijn|onze|ons)\s+(?:\w+\s+)?(?:bestelling|pakket|account|levering|factuur|adres|kaart|betaling|retour|naam)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:my name is|i am called|call me|this is \w+ speaking|i(?:'m| am) \d|i(?:'m| am) (?:pregnant|diabetic|allergic|disabled|ill|sick)|"
    r"ich hei(?:ß|ss)e|mein name|ich bin \d|je m'appelle|mon nom|j'ai \d+ ans|me llamo|mi nombre|tengo \d+ años|mi chiamo|il mio nome|ho \d+ anni|"
    r"ik heet|mijn naam|ik ben \d)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# Words that open questions, or stand with a capital, without naming anybody.
_OPENERS = frozenset(
    [
        "tell",
        "show",
        "give",
        "need",
        "want",
        "looking",
        "look",
        "please",
        "hi",
        "hello",
        "hey",
        "thanks",
        "thank",
        "help",
        "find",
        "recommend",
        "suggest",
        "explain",
        "compare",
        "list",
        "any",
        "got",
        "does",
        "do",
        "is",
        "are",
        "can",
        "could",
        "would",
        "should",
        "will",
        "may",
        "might",
        "shall",
        "has",
        "have",
        "had",
        "was",
        "were",
        "who",
        "what",
        "when",
        "where",
        "which",
        "why",
        "how",
        "whose",
        "whom",
        "if",
        "in",
        "on",
        "at",
        "for",
        "with",
        "without",
        "the",
        "a",
        "an",
        "there",
        "it",
        "we",
        "you",
        "they",
        "this",
        "that",
        "these",
        "those",
        "i",
        "i'm",
        "i'd",
        "i've",
        "i'll",
        "let's",
        "under",
        "over",
        "bitte",
        "hallo",
        "danke",
        "zeig",
        "zeigen",
        "suche",
        "brauche",
        "gibt",
        "haben",
        "habt",
        "kann",
        "können",
        "könnte",
        "sind",
        "ist",
        "wie",
        "was",
        "wo",
        "wann",
        "welche",
        "welcher",
        "welches",
        "welchen",
        "wer",
        "warum",
        "darf",
        "muss",
        "soll",
        "kennt",
        "verkauft",
        "verkaufen",
        "führt",
        "liefert",
        "liefern",
        "versendet",
        "bonjour",
        "salut",
        "merci",
        "montrez",
        "avez",
        "est-ce",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "combien",
        "comment",
        "pourquoi",
        "où",
        "quand",
        "puis-je",
        "peut-on",
        "vendez",
        "livrez",
        "cherche",
        "je",
        "hola",
        "buenos",
        "gracias",
        "tienen",
        "tenéis",
        "hay",
        "puedo",
        "cuál",
        "cuáles",
        "cuánto",
        "cuánta",
        "cómo",
        "dónde",
        "cuándo",
        "busco",
        "necesito",
        "venden",
        "ciao",
        "buongiorno",
        "grazie",
        "avete",
        "quanto",
        "quale",
        "quali",
        "come",
        "dove",
        "quando",
        "posso",
        "cerco",
        "vendete",
        "spedite",
        "hoeveel",
        "hebben",
        "heeft",
        "kunnen",
        "kan",
        "welke",
        "wat",
        "waar",
        "wanneer",
        "zoek",
        "verkopen",
        "leveren",
        "dank",
    ]
)
_FUNCTION = frozenset(fold(word) for words in FUNCTION_WORDS.values() for word in words) | {
    fold(word) for word in _OPENERS
}
_STEM = 5  # letters by which a form of a word is known again


def speaks_of_one(text: str) -> bool:
    """Whether a text holds what belongs to one person by its form, or speaks of the writer or of something of theirs."""
    return any(one.search(text) for one in (_ADDRESS, _LONG_NUMBER, _NUMBERED, _HOUSE, _OWN, _SELF))


def is_personal(text: str, known: Collection[str]) -> bool:
    """Whether a question may be about one person, or name one.

    Args:
        text: The question.
        known: Words of the shop's own texts that bear on it, as `known_words` gives them.
    """
    if speaks_of_one(text):
        return True
    codes = (match.group() for match in _MIXED.finditer(text))
    if any(not _SIZE.fullmatch(code) and fold(code) not in known for code in codes):
        return True
    return any(not _is_known(word, known) for word in _capitals(text))


def holds_contact(text: str, sources: str) -> bool:
    """Whether an answer holds an address or a long number that the shop's own texts do not."""
    found = [*_ADDRESS.findall(text), *(match.group() for match in _LONG_NUMBER.finditer(text))]
    plain = _plain(sources)
    return any(_plain(one).strip(".,;:!?)") not in plain for one in found)


def known_words(texts: Collection[str]) -> frozenset[str]:
    """Return the words of texts, folded, and the beginnings that their forms share."""
    words = {fold(match.group()) for text in texts for match in re.finditer(r"[\w'’\-]+", text)}
    parts = {part for word in words for part in re.split(r"[-'’]", word) if part}
    return frozenset(words | parts | {part[:_STEM] + "*" for part in parts if len(part) > _STEM})


def _capitals(text: str) -> list[str]:
    """Words with a capital; none of a text that is all capitals, where they say nothing."""
    words = [match.group() for match in _WORD.finditer(text)]
    if len(words) > 1 and text.isupper():
        return words  # a name may hide among them: all have to be known
    return [word for word in words if word[0].isupper()]


def _is_known(word: str, known: Collection[str]) -> bool:
    folded = fold(word)
    if folded in _FUNCTION or folded in known or len(folded) == 1:
        return True
    parts = [part for part in re.split(r"[-'’]", folded) if part]
    return bool(parts) and all(
        part in _FUNCTION
        or part in known
        or len(part) == 1
        or (len(part) > _STEM and part[:_STEM] + "*" in known)
        for part in parts
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s().\-/]", "", text).casefold()
