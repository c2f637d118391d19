"""One table for each language."""

from aisle.answering.promises.languages import de, en, es, fr, it, nl
from aisle.answering.promises.types import Wording

WORDINGS: dict[str, Wording] = {
    "en": en.WORDING,
    "de": de.WORDING,
    "fr": fr.WORDING,
    "es": es.WORDING,
    "it": it.WORDING,
    "nl": nl.WORDING,
}
