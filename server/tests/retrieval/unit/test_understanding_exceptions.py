"""What is excepted is excluded, in every language: "any size but 42", "every colour except red", "nothing over 100"."""

import pytest

from aisle.retrieval.types import FilterOp, Vocabulary
from aisle.retrieval.understanding import Understander

SHOP = Vocabulary(
    categories=("Tents", "Boots", "Jackets"),
    attributes={
        "Colour": ("Red", "Navy", "Black"),
        "Material": ("Leather", "Wool", "Nylon"),
        "Size": ("S", "M", "42", "43"),
    },
    currency="GBP",
)
EXCEPTED = [
    ("en", "boots any size but 42", "42"),
    ("en", "boots, every size except 42", "42"),
    ("en", "jackets in every colour except red", "Red"),
    ("en", "jacket any colour other than red", "Red"),
    ("en", "boots not really leather", "Leather"),
    ("en", "everything apart from leather", "Leather"),
    ("de", "Boots jede Größe außer 42", "42"),
    ("de", "alle Größen ausser 42", "42"),
    ("de", "Boots in allen Farben außer rot", "Red"),
    ("de", "jede Farbe, nur nicht rot", "Red"),
    ("de", "Boots nicht wirklich aus Leder", "Leather"),
    ("fr", "boots toutes tailles sauf 42", "42"),
    ("fr", "n'importe quelle taille sauf la 42", "42"),
    ("fr", "toutes les couleurs sauf rouge", "Red"),
    ("fr", "boots pas vraiment en cuir", "Leather"),
    ("es", "todas las tallas excepto la 42", "42"),
    ("es", "cualquier talla que no sea la 42", "42"),
    ("es", "cualquier color menos rojo", "Red"),
    ("es", "no realmente de cuero", "Leather"),
    ("it", "tutte le taglie tranne la 42", "42"),
    ("it", "qualsiasi colore tranne rosso", "Red"),
    ("it", "non proprio di leather", "Leather"),
    ("nl", "alle maten behalve 42", "42"),
    ("nl", "elke kleur behalve rood", "Red"),
    ("nl", "niet echt leather", "Leather"),
]
NOTHING_BEYOND = [
    ("en", "nothing under £100", "nothing over £100"),
    ("en", "nothing that's under £100", "nothing that's over £100"),
    ("de", "nichts unter 100 £", "nichts über 100 £"),
    ("fr", "rien en dessous de 100 £", "rien au-dessus de 100 £"),
    ("es", "nada por debajo de 100 £", "nada por encima de 100 £"),
    ("it", "niente sotto i 100 £", "niente sopra i 100 £"),
    ("nl", "niets onder de 100 £", "niets boven 100 £"),
]


@pytest.mark.parametrize(("language", "question", "value"), EXCEPTED)
def test_what_is_excepted_is_excluded(language: str, question: str, value: str) -> None:
    filters = Understander(SHOP, (language,)).understand(question, language).filters
    limits = [(one.op, one.values) for one in filters if one.field != "category"]
    assert limits == [(FilterOp.NOT, (value,))]


@pytest.mark.parametrize(("language", "least", "most"), NOTHING_BEYOND)
def test_nothing_beyond_an_amount_limits_the_other_way(language: str, least: str, most: str) -> None:
    understander = Understander(SHOP, (language,))
    for question, op in ((least, FilterOp.GTE), (most, FilterOp.LTE)):
        (limit,) = understander.understand(question, language).filters
        assert (limit.field, limit.op, limit.values) == ("price", op, ("100",))


def test_the_thing_before_an_exception_is_still_looked_for() -> None:
    filters = Understander(SHOP, ("en",)).understand("boots any size but 42").filters
    assert ("category", ("Boots",)) in [(one.field, one.values) for one in filters]


@pytest.mark.parametrize(
    "question",
    [
        "boots, toutes les tailles sauf 42",
        "Boots in allen Größen außer 42",
        "boots todas las tallas excepto 42",
    ],
)
def test_an_exception_in_another_language_than_the_shops_is_one(question: str) -> None:
    filters = Understander(SHOP, ("en",)).understand(question).filters
    assert [(one.op, one.values) for one in filters if one.field != "category"] == [(FilterOp.NOT, ("42",))]
