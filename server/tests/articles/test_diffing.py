"""Differences word by word: both texts can be read out of the spans, and long texts take no long time."""

import random

from hypothesis import given
from hypothesis import strategies as st

from aisle.articles.diffing import Op, diff
from aisle.articles.matching import MOST_EDITS, matches

# Words that repeat, blanks, lines and signs without blanks between them: what makes matching hard.
TEXTS = st.lists(st.sampled_from(["a", "b", "dog", "30", " ", "  ", "\n", ".", "é", "漢", "字", "👩‍🚀"]), max_size=40).map("".join)  # fmt: skip


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_spans(before: str, after: str) -> None:
    spans = diff(before, after)
    assert "".join(one.text for one in spans if one.op is not Op.INSERT) == before
    assert "".join(one.text for one in spans if one.op is not Op.DELETE) == after
    for one in spans:
        assert one.op is Op.INSERT or before[one.before :].startswith(one.text)
        assert one.op is Op.DELETE or after[one.after :].startswith(one.text)


@given(TEXTS)
def test_what_is_the_same_has_no_changes(text: str) -> None:
    assert all(one.op is Op.EQUAL for one in diff(text, text))


def test_changed_words_beside_each_other_are_one_change() -> None:
    spans = [(str(one.op), one.text) for one in diff("Send it right back.", "Send goods straight back.")]
    assert spans == [
        ("equal", "Send "),
        ("delete", "it right"),
        ("insert", "goods straight"),
        ("equal", " back."),
    ]


def test_signs_without_blanks_are_words_each() -> None:
    changed = [one.text for one in diff("返品は三十日", "返品は六十日") if one.op is not Op.EQUAL]
    assert changed == ["三", "六"]


def test_texts_that_share_little_are_parted_where_a_word_stands_once_in_both() -> None:
    chance = random.Random(7)
    noise = [[chance.choice("abcdefgh") for _ in range(3 * MOST_EDITS)] for _ in range(4)]
    before = [*noise[0], "anchor", *noise[1]]
    after = [*noise[2], "anchor", *noise[3]]
    at = 3 * MOST_EDITS
    assert any(
        left <= at < left + length and right + at - left == at
        for left, right, length in matches(before, after)
    )
