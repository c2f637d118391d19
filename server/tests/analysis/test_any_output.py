"""Whatever a model says: JSON of the schema, or a typed failure. Never prose, never something that JSON cannot say."""

import asyncio
import json
from typing import Any

import jsonschema
import pytest
from analysis_world import BARE, STRICT, TOOLS, Bench
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aisle.adapters.llm.scripted import calls_tool, says
from aisle.analysis.asking.reading import NoJson, value_in
from aisle.analysis.errors import AnalysisInvalid, SchemaUnsatisfiable
from aisle.analysis.schemas.checking import check_schema
from aisle.analysis.schemas.reading_back import read_back
from aisle.analysis.schemas.strict import NotStrict, strict_schema

names = st.sampled_from(["a", "b", "value", "name", "ß"])
texts = st.text(max_size=8)
scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-3, 3) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


def optional(**parts: Any) -> Any:
    return st.fixed_dictionaries({}, optional=parts)


leaves = st.one_of(
    st.just({"type": "boolean"}),
    st.just({"type": "null"}),
    st.just({"type": ["string", "null"]}),
    st.builds(lambda more: {"type": "string", **more}, optional(minLength=st.integers(0, 2), maxLength=st.integers(2, 8))),
    st.builds(lambda more: {"type": "integer", **more}, optional(minimum=st.integers(-3, 0), maximum=st.integers(0, 3))),
    st.builds(lambda more: {"type": "number", **more}, optional(multipleOf=st.sampled_from([0.5, 2]))),
    st.lists(scalars.filter(lambda one: not isinstance(one, float)), min_size=1, max_size=3).map(lambda all_: {"enum": all_}),
    scalars.map(lambda one: {"const": one}),
)  # fmt: skip


def things(inner: Any) -> Any:
    known = st.dictionaries(names, inner, min_size=1, max_size=3)
    return known.flatmap(
        lambda properties: st.builds(
            lambda required, closed: {
                "type": "object",
                "properties": properties,
                "required": required,
                **closed,
            },
            st.lists(st.sampled_from(sorted(properties)), unique=True),
            st.sampled_from([{}, {"additionalProperties": False}]),
        )
    )


schemas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        things(inner),
        st.builds(lambda items: {"type": "array", "items": items, "maxItems": 3}, inner),
        st.lists(inner, min_size=1, max_size=2).map(lambda all_: {"anyOf": all_}),
        st.lists(inner, min_size=1, max_size=2).map(lambda all_: {"allOf": all_}),
    ),
    max_leaves=5,
)
# What models say beside good JSON.
spoilt = st.one_of(
    texts,
    values.map(lambda one: f"Sure! Here it is:\n```json\n{json.dumps(one)}\n```\nAnything else?"),
    values.map(lambda one: json.dumps(one)[:-1]),
    st.sampled_from(
        ["NaN", '{"a": NaN}', "[1e999]", '"\\ud800"', '{"a": 1, "a": 2}', "[" * 5000, '{"a": Infinity}', "{}{}", "null", "[]", "{}"]
    ),
)  # fmt: skip
outputs = st.one_of(values.map(json.dumps), st.builds(lambda one: json.dumps({"value": one}), values), spoilt)
CARDS = {"strict": STRICT, "tool": TOOLS, "prompt": BARE}


def is_valid(value: Any, schema: Any) -> bool:
    """By another library than the one that is tested, which knows no limits of size."""
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


@pytest.mark.parametrize("mode", sorted(CARDS))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schema=schemas, said=st.lists(outputs, min_size=1, max_size=3))
@example(schema={"type": "number"}, said=["[1e999]"])
@example(schema={}, said=['"\\ud800"'])
@example(schema={}, said=["NaN"])
def test_an_analysis_gives_json_of_the_schema_or_a_typed_failure(
    mode: str, schema: Any, said: list[str]
) -> None:
    left = list(said)

    def script(_request: object) -> Any:
        text = left.pop(0) if len(left) > 1 else left[0]
        return calls_tool("answer", text, size=4096) if mode == "tool" and text else says(text, size=4096)

    async def analyze() -> Any:
        return await Bench({"a": script}, {"a": CARDS[mode]}).analyze(schema)

    try:
        value = asyncio.run(analyze()).value
    except (AnalysisInvalid, SchemaUnsatisfiable) as failure:
        json.dumps(failure.extra, allow_nan=False, ensure_ascii=False).encode()
        return
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    assert is_valid(value, schema)


@settings(max_examples=150, deadline=None)
@given(schema=things(schemas), value=values)
def test_what_the_strict_form_takes_is_read_back_as_the_schema_has_it(schema: Any, value: Any) -> None:
    try:
        made = strict_schema(check_schema(schema).schema)
    except (NotStrict, SchemaUnsatisfiable):
        return
    for _, one in _every(made):
        if one.get("type") == "object":
            assert one["additionalProperties"] is False
            assert one["required"] == list(one["properties"])
        assert one.keys() <= {
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "anyOf",
            "description",
        }
    if is_valid(value, schema):
        full = _filled(value, schema)
        if is_valid(full, made):
            found = read_back(full, schema)
            assert is_valid(found, schema)
            # Null where something may be missing or null says as much as the one does.
            assert _filled(found, schema) == full


def _every(schema: Any) -> Any:
    yield "", schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    for one in [*inner, *([schema["items"]] if "items" in schema else [])]:
        yield from _every(one)


def _filled(value: Any, schema: Any) -> Any:
    """A value as a strict mode writes it: what is missing is null."""
    if not isinstance(value, dict) or schema.get("type") != "object":
        return value
    known = schema["properties"]
    filled = {name: _filled(value[name], known[name]) if name in value else None for name in known}
    return {**value, **filled}


@settings(max_examples=150, deadline=None)
@given(said=outputs | st.binary(max_size=30).map(lambda raw: raw.decode("latin-1")))
def test_a_value_that_was_read_can_be_written(said: str) -> None:
    try:
        value = value_in(said)
    except NoJson:
        return
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (' {"a": 1}\n', {"a": 1}),
        ('```json\n{"a": 1}\n```', {"a": 1}),
        ("```\n[1]\n```", [1]),
        ('Here you are: {"a": [1]}. Bye!', {"a": [1]}),
        ('"plain"', "plain"),
        ("12", 12),
    ],
)
def test_json_is_found_where_models_put_it(said: str, value: Any) -> None:
    assert value_in(said) == value


@pytest.mark.parametrize(
    "said", ["", "   ", "no", "{}{}", "{'a': 1}", "```json\n{}\n```\n```json\n[]\n```", "[1,]"]
)
def test_what_is_no_json_is_not_guessed_at(said: str) -> None:
    with pytest.raises(NoJson):
        value_in(said)
