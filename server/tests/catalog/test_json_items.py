from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.catalog.importing import json_items
from aisle.catalog.importing.json_items import Item, JsonItems
from aisle.catalog.importing.outcomes import RowError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def items(text: str, size: int = 7) -> list[Item | RowError]:
    return list(JsonItems(pieces(text, size)))


def values(found: list[Item | RowError]) -> list[Any]:
    return [item.value for item in found if isinstance(item, Item)]


def as_text(value: Any) -> Any:
    """Numbers as the digits they are written in, which is how they are read."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return json.dumps(value)
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return {key: as_text(inner) for key, inner in value.items()} if isinstance(value, dict) else value


@given(st.lists(VALUES, max_size=6), st.integers(1, 40), st.sampled_from([None, 2]))
def test_an_array_reads_the_same_however_it_is_cut(array: list[Any], size: int, indent: int | None) -> None:
    found = items(json.dumps(array, indent=indent, ensure_ascii=False), size)
    assert values(found) == [as_text(value) for value in array]
    assert len(found) == len(array)


def test_products_are_found_under_a_known_name() -> None:
    found = items('{"meta": {"page": 1}, "n": 3, "products": [{"title": "A"}, {"title": "B"}], "next": null}')
    assert values(found) == [{"title": "A"}, {"title": "B"}]


def test_products_by_id_bring_their_key() -> None:
    found = items('{"users": {"u": {"name": "Ann"}}, "products": {"7": {"name": "A"}, "9": {"name": "B"}}}')
    assert [(item.key, item.value["name"]) for item in found if isinstance(item, Item)] == [
        ("7", "A"),
        ("9", "B"),
    ]


def test_an_object_of_products_by_id_needs_no_name() -> None:
    assert values(items('{"7": {"name": "A"}, "x": 1, "9": {"title": "B"}}')) == [
        {"name": "A"},
        {"title": "B"},
    ]


def test_one_product_alone_is_a_catalogue_of_one() -> None:
    text = '{"title": "A",\n "attributes": {"Colour": "red"}, "variants": [{"sku": "1"}]}'
    assert values(items(text)) == [json.loads(text)]


def test_a_broken_item_costs_itself_only() -> None:
    text = '[\n{"title": "A"},\n{"title": "B" "price": 3},\n{"title": "C"}\n]'
    found = items(text)
    assert values(found) == [{"title": "A"}, {"title": "C"}]
    assert [(error.line, error.code) for error in found if isinstance(error, RowError)] == [
        (3, "broken_json")
    ]


def test_an_unclosed_string_spoils_its_own_line_only() -> None:
    text = '[\n{"title": "A},\n{"title": "B"},\n{"title": "C"}\n]'
    assert values(items(text)) == [{"title": "B"}, {"title": "C"}]


@given(st.integers(1, 60), st.integers(1, 30))
def test_a_cut_off_file_gives_its_whole_items_and_says_so(keep: int, size: int) -> None:
    text = json.dumps([{"title": f"P{number}"} for number in range(5)])
    found = items(text[:keep], size)
    whole = text[:keep].count("}")
    assert values(found) == [{"title": f"P{number}"} for number in range(whole)]
    errors = [error.code for error in found if isinstance(error, RowError)]
    assert errors == ["file_cut_off"]


def test_the_error_says_where_the_file_breaks_off() -> None:
    error = items('[\n{"title": "A"},\n{"title": "B')[-1]
    assert isinstance(error, RowError)
    assert (error.line, error.code) == (3, "file_cut_off")
    assert "after 1 whole" in error.reason


def test_an_endless_item_is_passed_over(monkeypatch: Any) -> None:
    monkeypatch.setattr(json_items, "MAX_RECORD", 500)
    long = json.dumps({"title": "x" * 2000, "inner": [{"a": "]}"}]})
    found = items(f'[{{"title":"A"}},{long},{{"title":"B"}}]', 100)
    assert values(found) == [{"title": "A"}, {"title": "B"}]
    assert [error.code for error in found if isinstance(error, RowError)] == ["line_too_long"]


@pytest.mark.parametrize("deep", ["[" * 50_000 + "]" * 50_000, '{"a":' * 50_000 + "1" + "}" * 50_000])
def test_deep_nesting_is_an_error_not_a_crash(read: Callable[..., Any], deep: str) -> None:
    reading = read(f'[{{"title":"A"}},{deep},{{"title":"B"}}]')
    assert reading.titles == ["A", "B"]
    assert len(reading.errors) == 1


@given(st.text(alphabet='[]{}",:\\ \n1ab', max_size=80), st.integers(1, 20))
def test_any_text_ends(text: str, size: int) -> None:
    items(text, size)
