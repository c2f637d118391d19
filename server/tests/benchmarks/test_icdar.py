"""The measure of tables: known grids give known relations, and known relations a known score."""

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.icdar import Relations, Score, documents, relations_of, score

REGION = """<document><table id="1"><region id="1" page="2"><bounding-box x1="10" y1="20" x2="30" y2="40"/></region>
</table></document>"""
KEY = """<document><table id="1"><region id="1" page="2" col-increment="0" row-increment="0">
<cell start-row="0" start-col="0" end-col="1"><content>Both  sizes</content></cell>
<cell start-row="1" start-col="0"><content>S</content></cell>
<cell start-row="1" start-col="1"><content>M</content></cell>
</region></table></document>"""


def test_relations_pass_blank_cells_by_and_words_count_without_spaces() -> None:
    assert relations_of([["a b", "", "c"], ["", "d", ""], ["e", "", "f"]]) == Counter(
        [("ab", "c", "right"), ("ab", "e", "below"), ("c", "f", "below"), ("e", "f", "right")]
    )


def test_the_key_is_read_with_its_regions_and_spanning_cells(tmp_path: Path) -> None:
    folder = tmp_path / "icdar2013-tables" / "icdar2013-dataset" / "competition-dataset-eu"
    folder.mkdir(parents=True)
    for name, text in (("a.pdf", ""), ("a-reg.xml", REGION), ("a-str.xml", KEY)):
        (folder / name).write_text(text)
    [document] = documents(tmp_path)
    [table] = document.tables
    assert (table.regions[0].page, table.regions[0].top) == (2, 40.0)
    assert table.relations == Counter(
        [("Bothsizes", "S", "below"), ("Bothsizes", "M", "below"), ("S", "M", "right")]
    )


@pytest.mark.parametrize(
    ("own", "key", "precision", "recall"),
    [("ab", "ab", 1.0, 1.0), ("a", "ab", 1.0, 0.5), ("abcd", "ab", 0.5, 1.0), ("", "ab", 0.0, 0.0)],
)
def test_the_score_counts_what_is_right(own: str, key: str, precision: float, recall: float) -> None:
    def relations(names: str) -> Relations:
        return Counter((name, name, "right") for name in names)

    found = score([(relations(own), relations(key))])
    assert (found.precision, found.recall) == (precision, recall)
    assert found.f == pytest.approx(Score(precision, recall).f)
