"""Two versions are compared by questions whose answers are known: what one loses, the figures lose."""

import pytest
from shelf import ITEM, Shelf, product

from aisle.answering.answerable import is_answerable
from aisle.retrieval.errors import IndexNotReady, IndexVersionNotFound
from aisle.retrieval.evaluation import questions
from aisle.retrieval.evaluation.comparing import Comparer
from aisle.retrieval.evaluation.errors import NoQuestions, QuestionsInvalid
from aisle.retrieval.evaluation.generating import generate_questions
from aisle.retrieval.evaluation.types import TestQuestion

pytest_plugins = ["shelf_fixtures"]


@pytest.fixture
async def pair(shelf: Shelf):
    """The live version and a second one that has lost the felt hat."""
    ids = await shelf.sell(product("Felt hat"), product("Wool sock"), product("Silk scarf"))
    await shelf.publish("care.md", "# Care\n\nWash wool by hand in cold water.", title="Care of wool")
    await shelf.publish(
        "faq.md", "# Questions\n\n## How long does delivery take?\n\nThree days.", title="Delivery"
    )
    second = await shelf.build()
    async with shelf.session() as session:
        await session.execute(
            f"DELETE FROM index_item WHERE {ITEM} AND version_id = $3 AND item_id = $4",
            *session.tenant,
            second,
            ids["felt-hat"],
        )
    return (await shelf.live()).id, second


def comparer(shelf: Shelf) -> Comparer:
    return Comparer(shelf.database, shelf.searcher(), is_answerable)


async def ask(shelf: Shelf, *given: TestQuestion) -> None:
    async with shelf.session() as session:
        await questions.save_questions(session, given)


OWN = (
    TestQuestion("felt hat", products=("felt-hat",)),
    TestQuestion("wool sock", products=("wool-sock",)),
    TestQuestion("How do I wash wool?", documents=("care.md",)),
)


async def test_what_a_version_lost_shows_in_every_figure_and_in_its_question(shelf: Shelf, pair) -> None:
    await ask(shelf, *OWN)
    before, after = pair
    found = await comparer(shelf).compare(shelf.scope, before, after, k=3)
    assert (found.before.recall, found.before.mrr, found.before.ndcg) == (1, 1, 1)
    assert found.after.recall == found.after.mrr == pytest.approx(2 / 3)
    assert (found.better, found.worse, found.is_better) == (0, 1, False)
    worst = found.questions[0]
    assert worst.question.question == "felt hat"
    assert worst.before.found[0] == "Felt hat"
    assert "Felt hat" not in worst.after.found
    assert found.before.answered > found.after.answered
    back = await comparer(shelf).compare(shelf.scope, after, before, k=3)
    assert (back.better, back.is_better) == (1, True)
    same = await comparer(shelf).compare(shelf.scope, before, before)
    assert (same.better, same.worse, same.chance, same.is_better) == (0, 0, 1, False)


async def test_expectations_that_the_store_does_not_have_are_named_and_not_counted(
    shelf: Shelf, pair
) -> None:
    await ask(
        shelf, TestQuestion("wool sock", products=("wool-sock", "gone")), TestQuestion("x", products=("y",))
    )
    found = await comparer(shelf).compare(shelf.scope, *pair)
    assert [one.unknown for one in found.questions] == [("gone",)]
    assert found.before.recall == 1


async def test_things_may_be_named_by_id(shelf: Shelf, pair) -> None:
    hat = (await shelf.search("felt hat")).products[0].product
    guide = (await shelf.search("wash wool")).passages[0]
    await ask(
        shelf,
        TestQuestion("felt hat", products=(str(hat.id).upper(),)),
        TestQuestion("wash wool", documents=(str(guide.document_id),)),
    )
    found = await comparer(shelf).compare(shelf.scope, pair[0], pair[0])
    assert found.before.recall == 1


async def test_a_store_without_questions_is_told_so_and_offered_generated_ones(shelf: Shelf, pair) -> None:
    with pytest.raises(NoQuestions, match="generated"):
        await comparer(shelf).compare(shelf.scope, *pair)
    found = await comparer(shelf).compare(shelf.scope, *pair, generated=True)
    assert found.generated
    asked = {one.question.question for one in found.questions}
    assert {"Felt hat", "Wool sock", "Silk scarf", "Care of wool"} <= asked
    assert found.worse == 1


async def test_generated_questions_are_the_same_every_time_and_leave_out_titles_of_two(
    shelf: Shelf, pair
) -> None:
    await shelf.sell(product("Twin", handle="t1"), product("Twin", handle="t2"))
    async with shelf.session() as session:
        made = await generate_questions(session)
        assert await generate_questions(session) == made
    assert "Twin" not in {one.question for one in made}


async def test_only_whole_versions_of_the_own_store_are_compared(shelf: Shelf, new_shelf, pair) -> None:
    await ask(shelf, *OWN)
    foreign = (await (await new_shelf()).live()).id
    with pytest.raises(IndexVersionNotFound):
        await comparer(shelf).compare(shelf.scope, pair[0], foreign)
    building = await shelf.start_build(size_tokens=60)
    with pytest.raises(IndexNotReady):
        await comparer(shelf).compare(shelf.scope, pair[0], building)


async def test_a_question_asked_again_gets_the_new_expectations(shelf: Shelf) -> None:
    await ask(
        shelf,
        TestQuestion("  wool \n sock ", products=("a",)),
        TestQuestion("wool sock", products=("b", "b")),
    )
    async with shelf.session() as session:
        [one] = await questions.list_questions(session, None, 10)
    assert (one.question, one.products) == ("wool sock", ("b",))


@pytest.mark.parametrize(
    "bad",
    [
        TestQuestion("", products=("a",)),
        TestQuestion("x" * 1001, products=("a",)),
        TestQuestion("x"),
        TestQuestion("x", products=(" ",)),
        TestQuestion("x", products=tuple(str(n) for n in range(51))),
    ],
)
async def test_questions_that_mean_nothing_are_refused_and_none_is_kept(shelf: Shelf, bad) -> None:
    with pytest.raises(QuestionsInvalid, match="question 2"):
        await ask(shelf, OWN[0], bad)
    async with shelf.session() as session:
        assert await questions.list_questions(session, None, 10) == []
