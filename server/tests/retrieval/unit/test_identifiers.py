"""Part numbers and bar codes in questions."""

import pytest

from aisle.catalog.identifiers import identifier_key
from aisle.retrieval.fusion import QueryKind
from aisle.retrieval.identifiers import identifiers_in, query_kind


@pytest.mark.parametrize(
    ("question", "identifiers"),
    [
        ("PT-204-GRN", ("pt204grn",)),
        ("do you have pt204?", ("pt204",)),
        ("ines shag rug w003096809", ("w003096809",)),
        ("RS38/SL-M in stock", ("rs38slm",)),
        ("4006381333931", ("4006381333931",)),
        ("EAN 4006381333931.", ("4006381333931",)),
        ("036000291452", ("36000291452",)),
        ("PT-204 and PT-204", ("pt204",)),
        ("4006381333932", ()),
        ("38 l", ()),
        ("38l", ()),
        ("1500mm", ()),
        ("3-season", ()),
        ("2-person", ()),
        ("18x18", ()),
        ("100x200cm", ()),
        ("70s furniture", ()),
        ("21st", ()),
        ("EU42", ()),
        ("30-day returns", ()),
        ("under 300", ()),
        ("12345", ()),
        ("2026", ()),
        ("roll-top", ()),
        ("half-price", ()),
        ("a@b12.com", ()),
        ("", ()),
    ],
)
def test_spots_identifiers_and_nothing_else(question, identifiers):
    assert identifiers_in(question) == identifiers


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("PT-204 GRN", "pt204grn"),
        ("pt_204.grn", "pt204grn"),
        ("0036000291452", "36000291452"),
        ("0012", "0012"),
    ],
)
def test_writes_identifiers_one_way(written, normal):
    assert identifier_key(written) == normal


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("PT-204-GRN", QueryKind.IDENTIFIER),
        ("PT-204-GRN price?", QueryKind.IDENTIFIER),
        ("is the PT-204-GRN a good rucksack for long walks", QueryKind.WORDS),
        ("waterproof boots", QueryKind.WORDS),
    ],
)
def test_tells_questions_that_are_identifiers(question, kind):
    assert query_kind(question) is kind
