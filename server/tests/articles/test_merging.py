"""Two people's changes brought together: nothing of either is lost, and no sentence is made that nobody wrote."""

from hypothesis import given
from hypothesis import strategies as st

from aisle.articles.merging import From, merge

SENTENCES = st.lists(st.sampled_from(["One. ", "Two. ", "Three.\n", "Four! ", "Five"]), max_size=12).map(
    "".join
)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_every_text_can_be_read_out_of_the_parts(base: str, theirs: str, yours: str) -> None:
    parts = merge(base, theirs, yours).parts
    assert "".join(one.base for one in parts) == base
    assert "".join(one.theirs for one in parts) == theirs
    assert "".join(one.yours for one in parts) == yours


@given(SENTENCES, SENTENCES)
def test_who_alone_has_changed_something_gets_it(base: str, changed: str) -> None:
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert (merged.text, merged.conflicts) == (changed, 0)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_it_makes_no_difference_who_came_first(base: str, theirs: str, yours: str) -> None:
    one, other = merge(base, theirs, yours), merge(base, yours, theirs)
    assert one.conflicts == other.conflicts
    assert one.conflicts or one.text == other.text


def test_neighbouring_sentences_may_each_have_their_own_change() -> None:
    merged = merge("One. Two. Three.", "ONE. Two. Three.", "One. TWO. Three. Four.")
    assert (merged.text, merged.conflicts) == ("ONE. TWO. Three. Four.", 0)


def test_sentence_that_both_changed_is_for_a_person() -> None:
    merged = merge("Within 30 days.", "Within 14 days.", "Within 30 weeks.")
    (part,) = [one for one in merged.parts if one.origin is From.CONFLICT]
    assert (part.base, part.theirs, part.yours) == ("Within 30 days.", "Within 14 days.", "Within 30 weeks.")


def test_what_both_added_at_one_place_is_for_a_person_unless_it_is_the_same() -> None:
    assert merge("One. ", "One. Two. ", "One. Three. ").conflicts == 1
    assert merge("One. ", "One. Two. ", "One. Two. ").text == "One. Two. "
