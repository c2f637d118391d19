"""Each language reads the same kinds of limits from its own table, and another one is one file and one line."""

import pytest

from aisle.retrieval.types import FilterOp, Understanding, Vocabulary
from aisle.retrieval.understanding import Understander, grammar, languages
from aisle.retrieval.understanding.languages import Words

GERMAN = Vocabulary(
    categories=("Zelte", "Schlafsäcke", "Jacken", "Rucksäcke"),
    brands=("Nordlicht",),
    tags=("wasserdicht",),
    attributes={
        "Farbe": ("Rot", "Blau", "Schwarz", "Beige"),
        "Material": ("Leder", "Wolle", "Daunen"),
        "Größe": ("S", "M", "42"),
        "Personen": ("1", "2", "4"),
        "Fassungsvermögen": ("28 l", "40 l"),
        "Gewicht": ("900 g", "1,2 kg"),
        "Kapuze": ("Ja", "Nein"),
    },
    currency="EUR",
    is_rated=True,
)
FRENCH = Vocabulary(
    categories=("Tentes", "Sacs de couchage", "Vestes", "Sacs à dos"),
    brands=("Nordlicht",),
    tags=("imperméable",),
    attributes={
        "Couleur": ("Rouge", "Bleu", "Noir", "Beige"),
        "Matière": ("Cuir", "Laine", "Duvet"),
        "Taille": ("S", "M", "42"),
        "Personnes": ("1", "2", "4"),
        "Contenance": ("28 l", "40 l"),
        "Poids": ("900 g", "1,2 kg"),
    },
    currency="EUR",
    is_rated=True,
)
SPANISH = Vocabulary(
    categories=("Tiendas", "Sacos de dormir", "Chaquetas", "Mochilas"),
    brands=("Nordlicht",),
    tags=("impermeable",),
    attributes={
        "Color": ("Rojo", "Azul", "Negro", "Beige"),
        "Material": ("Cuero", "Lana", "Plumón"),
        "Talla": ("S", "M", "42"),
        "Personas": ("1", "2", "4"),
        "Capacidad": ("28 l", "40 l"),
        "Peso": ("900 g", "1,2 kg"),
    },
    currency="EUR",
    is_rated=True,
)
SHOPS = {
    "de": Understander(GERMAN, ("de",)),
    "fr": Understander(FRENCH, ("fr",)),
    "es": Understander(SPANISH, ("es",)),
}


def written(understood: Understanding) -> set[str]:
    """Write filters as "Farbe not Rot|Blau"; an order as "sort price_asc"."""
    found = {
        f"{one.field.removeprefix('attribute.')} {one.op} {'|'.join(one.values)}"
        for one in understood.filters
    }
    found |= {f"only {one.field}" for one in understood.filters if one.origin and one.origin.only}
    return found | ({f"sort {understood.sort}"} if understood.sort else set())


CASES = [
    ("de", "Jacken ohne Leder", {"category eq Jacken", "Material not Leder"}),
    ("de", "Jacke, nicht in Rot oder Blau", {"category eq Jacken", "Farbe not Rot|Blau"}),
    ("de", "keine Wolle, keine Daunen, eine Jacke unter 80 €", {"category eq Jacken", "Material not Wolle|Daunen", "price lte 80"}),
    ("de", "lederfreie Jacke", {"category eq Jacken", "Material not Leder"}),
    ("de", "nur blaue Jacken", {"category eq Jacken", "Farbe eq Blau", "only attribute.Farbe"}),
    ("de", "günstige Jacke", {"category eq Jacken", "sort price_asc"}),
    ("de", "das leichteste Zelt für zwei Personen", {"category eq Zelte", "Personen eq 2", "sort attribute.Gewicht_asc"}),
    ("de", "Rucksack mit mindestens 30 Litern", {"category eq Rucksäcke", "Fassungsvermögen gte 30 l"}),
    ("de", "Zelt höchstens 2 kg", {"category eq Zelte", "Gewicht lte 2 kg"}),
    ("de", "Jacke ohne Kapuze", {"category eq Jacken", "Kapuze eq Nein"}),
    ("de", "Jacke mit Kapuze", {"category eq Jacken", "Kapuze eq Ja"}),
    ("de", "gut bewertete Zelte auf Lager", {"category eq Zelte", "rating gte 4", "stock eq in_stock"}),
    ("de", "Jacke Größe 42 zwischen 50 und 100 Euro", {"category eq Jacken", "Größe eq 42", "price between 50|100"}),
    ("fr", "vestes sans cuir", {"category eq Vestes", "Matière not Cuir"}),
    ("fr", "veste ni rouge ni noire", {"category eq Vestes", "Couleur not Rouge|Noir"}),
    ("fr", "seulement des vestes bleues", {"category eq Vestes", "Couleur eq Bleu", "only category"}),
    ("fr", "tente pas chère", {"category eq Tentes", "sort price_asc"}),
    ("fr", "tente pour deux personnes à moins de 200 €", {"category eq Tentes", "Personnes eq 2", "price lte 200"}),
    ("fr", "sac à dos d'au moins 30 litres", {"category eq Sacs à dos", "Contenance gte 30 l"}),
    ("fr", "tentes bien notées en stock", {"category eq Tentes", "rating gte 4", "stock eq in_stock"}),
    ("es", "chaquetas sin cuero", {"category eq Chaquetas", "Material not Cuero"}),
    ("es", "chaqueta, ni roja ni negra", {"category eq Chaquetas", "Color not Rojo|Negro"}),
    ("es", "solo chaquetas azules", {"category eq Chaquetas", "Color eq Azul", "only category"}),
    ("es", "tienda barata", {"category eq Tiendas", "sort price_asc"}),
    ("es", "tienda para dos personas por menos de 200 €", {"category eq Tiendas", "Personas eq 2", "price lte 200"}),
    ("es", "mochila de al menos 30 litros", {"category eq Mochilas", "Capacidad gte 30 l"}),
    ("es", "tiendas bien valoradas en stock", {"category eq Tiendas", "rating gte 4", "stock eq in_stock"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "question", "filters"), CASES)
def test_limits_are_read_in_each_language(language: str, question: str, filters: set[str]) -> None:
    understood = SHOPS[language].understand(question)
    assert written(understood) == filters


SEVERAL = [
    ("de", "ein rotes Zelt unter 300 € und zwei blaue Schlafsäcke", ("Rot", "Blau"), (1, 2)),
    ("fr", "une tente rouge à moins de 300 € et deux sacs de couchage bleus", ("Rouge", "Bleu"), (1, 2)),
    ("es", "una tienda roja por menos de 300 € y dos sacos de dormir azules", ("Rojo", "Azul"), (1, 2)),
]


@pytest.mark.parametrize(("language", "question", "colours", "quantities"), SEVERAL)
def test_several_things_are_told_apart_in_each_language(
    language: str, question: str, colours: tuple[str, ...], quantities: tuple[int, ...]
) -> None:
    things = SHOPS[language].understand(question).things
    found = [one.values[0] for thing in things for one in thing.filters if one.field.startswith("attribute.")]
    assert tuple(found) == colours
    assert tuple(thing.quantity for thing in things) == quantities
    assert [one.op for one in things[0].filters if one.field == "price"] == [FilterOp.LTE]
    assert not any(one.field == "price" for one in things[1].filters)


def test_a_question_in_a_language_without_a_table_has_the_stores_values_read() -> None:
    shop = Vocabulary(categories=("Telt",), attributes={"Farge": ("Rød",)}, currency="NOK")
    understood = Understander(shop, ("no",)).understand("rød telt")
    assert {one.field for one in understood.filters} == {"category", "attribute.Farge"}


def test_another_language_is_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    swedish = Words(
        under="under|högst", negations="utan|inte", cheapest="billigaste", closes="utan|under|högst"
    )
    monkeypatch.setitem(languages.LANGUAGES, "sv", swedish)  # type: ignore[misc]
    grammar.grammar_of.cache_clear()
    shop = Vocabulary(categories=("Tält", "Jackor"), attributes={"Material": ("Läder",)}, currency="SEK")
    understood = Understander(shop, ("sv",)).understand("jackor utan läder högst 500 kr", "sv")
    grammar.grammar_of.cache_clear()
    assert written(understood) == {"category eq Jackor", "Material not Läder", "price lte 500"}
