"""Cutting text into sentences, table rows into phrases, and numbers out of values."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.answering.measures import measures, only_measure
from aisle.answering.sentences import sentences
from aisle.answering.tables import headers_in, readable
from effort import cpu_seconds


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Free over £60. Below that £3.95.", ["Free over £60.", "Below that £3.95."]),
        ("It weighs 1.18 kg. Good.", ["It weighs 1.18 kg.", "Good."]),
        ("Use wax, e.g. balsam. Then wait.", ["Use wax, e.g. balsam.", "Then wait."]),
        ("Ask Dr. Smith. He knows.", ["Ask Dr. Smith.", "He knows."]),
        ("Made by J. Brown in Kendal.", ["Made by J. Brown in Kendal."]),
        ("Socks, gloves, etc. Returns are free.", ["Socks, gloves, etc.", "Returns are free."]),
        ("Can I return it? Yes. Within 60 days!", ["Can I return it?", "Yes.", "Within 60 days!"]),
        ("“It fits.” She smiled.", ["“It fits.”", "She smiled."]),
        ("Lieferung am 14. März. Danach nicht.", ["Lieferung am 14. März.", "Danach nicht."]),
        ("Das kostet ca. 5 Euro, z.B. für Wachs. Gut.", ["Das kostet ca. 5 Euro, z.B. für Wachs.", "Gut."]),
        ("Livraison en 3 jours ! C’est gratuit ?", ["Livraison en 3 jours !", "C’est gratuit ?"]),
        ("¿Puedo devolverlo? Sí, en 30 días.", ["¿Puedo devolverlo?", "Sí, en 30 días."]),
        ("هل يمكنني الإرجاع؟ نعم، خلال 30 يومًا.", ["هل يمكنني الإرجاع؟", "نعم، خلال 30 يومًا."]),
        ("返品できますか？はい。", ["返品できますか？", "はい。"]),
        ("- Rinse it\n- Dry it slowly", ["Rinse it", "Dry it slowly"]),
        ("1. Open the page.\n2. Print the label.", ["Open the page.", "Print the label."]),
        ("S/M | 42–47 cm\nM/L | 47–53 cm", ["S/M | 42–47 cm", "M/L | 47–53 cm"]),
        ("Returns\n\nFree for 60 days.", ["Returns", "Free for 60 days."]),
        ("A line that was wrapped by hand at a column of\nseventy goes on. End.",
         ["A line that was wrapped by hand at a column of\nseventy goes on.", "End."]),
        ("", []),
        ("   \n ", []),
        ("Wait... What", ["Wait...", "What"]),
        ("Visit example.com/returns for more. Bye.", ["Visit example.com/returns for more.", "Bye."]),
    ],
)  # fmt: skip
def test_cuts_where_people_end_sentences(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet="aB .!?\n-|1£,;:“”é؟。\t", max_size=300))
def test_sentences_are_verbatim_ordered_and_lose_only_space_and_list_marks(text):
    spans = sentences(text)
    assert all(span.of(text) == span.of(text).strip() and span.of(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    kept = set().union(*(range(span.start, span.end) for span in spans), set())
    dropped = {text[place] for place in range(len(text)) if place not in kept}
    assert not dropped & set("aB£é")


def test_a_hundred_thousand_dots_take_no_time():
    for text in ("." * 100_000, "a. " * 33_000, "\n" * 100_000, "- " * 50_000, "| " * 50_000):
        assert cpu_seconds(partial(sentences, text), enough=3) <= 3


def test_a_row_is_said_with_its_headers():
    context = "Rucksack size guide\nWhich size\nSize | Back length | Height"
    headers = headers_in(context, "S/M | 42–47 cm | 157–170 cm")
    assert readable("S/M | 42–47 cm | 157–170 cm", headers) == "S/M: back length 42–47 cm, height 157–170 cm"


def test_a_row_without_headers_is_still_said():
    assert readable("S/M | 42–47 cm | yes", ()) == "S/M: 42–47 cm, yes"


@pytest.mark.parametrize(
    ("value", "low", "high", "kind"),
    [
        ("38 l", 38_000, 38_000, "volume"),
        ("1.18 kg", 1180, 1180, "mass"),
        ("920 g", 920, 920, "mass"),
        ("1.22 kg per pair", 1220, 1220, "mass"),
        ("1,500 mm", 1500, 1500, "length"),
        ("42–47 cm", 420, 470, "length"),
        ("42 to 47 cm", 420, 470, "length"),
        ("10 hours", 600, 600, "time"),
        ("3 working days", 4320, 4320, "time"),
        ("-5 °C", -5, -5, "temperature"),
        ("1,18 kg", 1180, 1180, "mass"),
        ("up to 15 inch", 381, 381, "length"),
        ("3", 3, 3, ""),
    ],
)
def test_reads_values_with_their_units(value, low, high, kind):
    found = only_measure(value)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3), found.kind) == (low, high, kind)


@pytest.mark.parametrize("value", ["Yes, taped seams", "None", "", "Nylon"])
def test_words_are_no_measure(value):
    assert only_measure(value) is None


def test_finds_every_number_of_a_question():
    assert [round(m.low) for m in measures("3 days at 163 cm under £150")] == [4320, 1630, 150]
