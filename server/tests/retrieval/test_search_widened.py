"""A word that the store does not know is searched as the word it stands for; one that it knows is left alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import Shelf, item, product

from aisle.core.db import Session
from aisle.retrieval import repository, settling
from aisle.retrieval.analysis.queries import MOST_GROUPS, Widening, query_terms
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.search import Mode

pytest_plugins = ["shelf_fixtures"]

WORDS_ALONE = {"mode": Mode.KEYWORD}


@pytest.fixture
async def shop(shelf: Shelf) -> Shelf:
    await shelf.sell(
        product("Dome tent"),
        product("Backpack of canvas"),
        product("Sleeping bag", handle="night-7"),
        product("Rucksack with waterproof lid"),
        product("Water filter"),
        product("Stove"),
        product("Store voucher"),
    )
    return shelf


@pytest.mark.parametrize(
    ("asked", "found", "also", "why"),
    [
        ("tnet", "Dome tent", "tent", Widening.TYPO),
        ("rucksak", "Rucksack with waterproof lid", "rucksack", Widening.TYPO),
        ("sleeping bga please", None, None, None),
        ("wateprooof", "Rucksack with waterproof lid", "waterproof", Widening.TYPO),
        ("canv", "Backpack of canvas", "canvas", Widening.PREFIX),
        ("back pack", "Backpack of canvas", "backpack", Widening.JOINED),
        ("sleepingbag", "Sleeping bag", "sleeping bag", Widening.SPLIT),
        ("t\u0435nt", "Dome tent", "tent", Widening.LOOKALIKE),
    ],
)
async def test_unknown_word_is_searched_as_what_it_stands_for(
    shop: Shelf, asked: str, found: str | None, also: str | None, why: Widening | None
) -> None:
    result = await shop.search(asked, **WORDS_ALONE)
    if found is None:
        assert not any(one.word == "bga" for one in result.widened), "three letters are another word"
        return
    assert result.products[0].product.title == found
    assert also in result.widened[0].also
    assert result.widened[0].why is why


async def test_known_word_is_never_mended(shop: Shelf) -> None:
    """ "Stove" and "store" are one letter apart; whoever asks for one does not get the other."""
    for word, title in (("stove", "Stove"), ("store", "Store voucher")):
        result = await shop.search(word, **WORDS_ALONE)
        assert [hit.product.title for hit in result.products] == [title]
        assert result.widened == ()


async def test_mended_word_weighs_less_than_the_word_itself(shop: Shelf) -> None:
    exact = (await shop.search("rucksack", **WORDS_ALONE)).products[0]
    mended = (await shop.search("rucksak", **WORDS_ALONE)).products[0]
    assert mended.product.title == exact.product.title
    assert 0 < mended.score < exact.score
    assert 0 < mended.coverage < exact.coverage == 1


async def test_last_word_is_finished_only_while_it_is_typed(shop: Shelf) -> None:
    await shop.sell(product("Tenting peg"))
    whole = await shop.search("tent", **WORDS_ALONE)
    assert "Tenting peg" not in [
        hit.product.title for hit in (await shop.search("canv ", **WORDS_ALONE)).products
    ]
    typed = await shop.search("wat", as_you_type=True, **WORDS_ALONE)
    assert {hit.product.title for hit in typed.products} == {
        "Rucksack with waterproof lid", "Water filter"
    }  # fmt: skip
    assert whole.widened == ()
    known = await shop.search("stov", as_you_type=True, **WORDS_ALONE)
    assert [hit.product.title for hit in known.products] == ["Stove"]


async def test_new_word_is_known_with_the_content_that_brings_it(shop: Shelf) -> None:
    searcher = shop.searcher()

    async def found(word: str) -> tuple[list[str], tuple]:
        result = await shop.search(word, searcher=searcher, **WORDS_ALONE)
        return [hit.product.title for hit in result.products], result.widened

    assert (await found("lanten"))[0] == []
    ids = await shop.sell(product("Lantern"))
    titles, widened = await found("lanten")
    assert titles == ["Lantern"]
    assert widened[0].also == ("lantern",)
    await shop.sell(product("Lanten lamp"))
    assert await found("lanten") == (["Lanten lamp"], ())
    await shop.withdraw(*ids.values())
    await shop.settle()
    assert (await found("lantern"))[0] in ([], ["Lanten lamp"])


async def test_merged_segments_keep_their_words(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "KEEP_SEGMENTS", 1)
    gone = item("caravan")
    await shelf.index(item("lantern"), gone)
    await shelf.index(item("pillow"))
    await shelf.remove(gone)
    await shelf.settle()
    assert len(await shelf.segments()) == 1
    version = await shelf.live()
    async with shelf.session() as session:
        segments = await repository.read_segments(session, version.id)
        lexicons = await LexicalReader().lexicons(session, version.id, segments)
    assert lexicons.find("lantern")
    assert lexicons.find("pillow")
    assert lexicons.find("caravan") is None, "what nothing alive holds is no word of the store"


async def test_another_store_lends_no_words(new_shelf) -> None:  # type: ignore[no-untyped-def]
    mine, theirs = await new_shelf(), await new_shelf()
    await theirs.sell(product("Zeppelin"))
    await mine.sell(product("Balloon"))
    for text in ("zepelin", "zeppel"):
        result = await mine.search(text, **WORDS_ALONE)
        assert result.products == ()
        assert result.widened == ()


HOSTILE = [
    'AND OR NOT (tent) "quoted" +a -b ~c^2 tent* te?t [a TO z] field:value \\ / || && !',
    "%_*?" * 100,
    "'; DROP TABLE index_posting; --",
    "te\u200bnt",
    "\u202etnet\u202c tent",
    "🏕️ tent 👨‍👩‍👧‍👦",
    "tent " * 800,
    "тент tent テント 帐篷 خيمة אוהל टेंट เต็นท์ 텐트",
    "\ufeff",
    "-" * 4000,
    "a" * 4000,
    "\u0301" * 4000,
    " ".join(f"w{number}" for number in range(100_000)),
]


class Counted:
    """Counts the statements of a session."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.statements = 0
        self.terms = 0
        fetch = Session.fetch

        async def counted(session: Session, sql: str, *arguments: object) -> list:
            self.statements += 1
            if "index_posting" in sql:
                self.terms += len(arguments[3])  # type: ignore[arg-type]
            return await fetch(session, sql, *arguments)

        monkeypatch.setattr(Session, "fetch", counted)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
async def test_hostile_question_costs_a_bounded_number_of_statements_and_terms(
    shop: Shelf, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    await shop.words(text)
    assert counted.statements <= 6
    assert counted.terms <= 8 * MOST_GROUPS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
async def test_no_text_makes_the_words_fail(shop: Shelf, text: str) -> None:
    await shop.words(text.replace("\0", ""))


@given(st.text(max_size=500))
def test_concepts_are_bounded_and_hold_terms(text: str) -> None:
    groups = query_terms(text, "en", ("en", "de"))
    assert len(groups) <= MOST_GROUPS
    assert all(group.variants and all(group.variants) for group in groups)


async def test_word_with_unseen_marks_is_the_word(shop: Shelf) -> None:
    result = await shop.search("te\u200bnt", **WORDS_ALONE)
    assert result.products[0].product.title == "Dome tent"
    assert result.widened == ()
