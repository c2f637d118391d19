"""Schemas that cannot be asked for are refused before any call, each kind by a problem of its own."""

from typing import Any

import pytest

from aisle.analysis.errors import (
    PatternRefused,
    SchemaInvalid,
    SchemaRecursive,
    SchemaTooLarge,
    SchemaUnsatisfiable,
)
from aisle.analysis.schemas.checking import check_schema
from aisle.analysis.schemas.validating import Validator

NESTED: Any = {"type": "string"}
for _ in range(60):
    NESTED = {"type": "array", "items": NESTED}
# Eight levels of four references each are 65,536 schemas, no deeper than is taken.
LAUGHING: Any = {
    "$defs": {f"d{n}": {"anyOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 4} for n in range(8)} | {"d8": {}},
    "$ref": "#/$defs/d0",
}


def text(**more: Any) -> Any:
    return {"type": "string", **more}


def number(**more: Any) -> Any:
    return {"type": "number", **more}


def thing(**more: Any) -> Any:
    return {"type": "object", **more}


REFUSED: list[tuple[Any, type[Exception]]] = [
    ("no schema", SchemaInvalid),
    (7, SchemaInvalid),
    (None, SchemaInvalid),
    ({"type": "strin"}, SchemaInvalid),
    ({"type": []}, SchemaInvalid),
    ({"minLength": -1}, SchemaInvalid),
    ({"properties": []}, SchemaInvalid),
    (thing(requierd=["a"]), SchemaInvalid),
    (thing(**{"$defs": {"a": {"requierd": []}}}), SchemaInvalid),
    ({"$dynamicRef": "#x"}, SchemaInvalid),
    ({"$schema": "https://evil.example/dialect"}, SchemaInvalid),
    ({"$ref": "https://evil.example/schema.json"}, SchemaInvalid),
    ({"$ref": "file:///etc/passwd"}, SchemaInvalid),
    ({"$ref": "#/$defs/absent"}, SchemaInvalid),
    ({"$ref": "#name"}, SchemaInvalid),
    ({"const": float("nan")}, SchemaInvalid),
    ({"maximum": float("inf")}, SchemaInvalid),
    ({"title": "\ud800"}, SchemaInvalid),
    ({"pattern": "("}, PatternRefused),
    ({"$ref": "#"}, SchemaRecursive),
    (
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
        SchemaRecursive,
    ),
    (thing(properties={"below": {"type": "array", "items": {"$ref": "#"}}}), SchemaRecursive),
    (NESTED, SchemaTooLarge),
    (LAUGHING, SchemaTooLarge),
    (text(description="x" * 70_000), SchemaTooLarge),
    (thing(properties={f"p{n}": {} for n in range(501)}), SchemaTooLarge),
    ({"enum": list(range(1001))}, SchemaTooLarge),
    (thing(properties={f"p{n}": text(pattern=f"^a{n}$") for n in range(31)}), SchemaTooLarge),
    (text(pattern="(?=a)b"), PatternRefused),
    (text(pattern=r"(a)\1"), PatternRefused),
    (text(pattern="((a{1000}){1000}){1000}"), PatternRefused),
    (text(pattern="a" * 501), PatternRefused),
    (thing(patternProperties={"(?!x)y": {}}), PatternRefused),
    (False, SchemaUnsatisfiable),
    ({"enum": []}, SchemaUnsatisfiable),
    (text(enum=[1, 2]), SchemaUnsatisfiable),
    (number(const="one"), SchemaUnsatisfiable),
    (number(const=3, maximum=2), SchemaUnsatisfiable),
    ({"allOf": [{"const": 1}, {"const": 2}]}, SchemaUnsatisfiable),
    ({"allOf": [{"type": "string"}, {"type": "number"}]}, SchemaUnsatisfiable),
    (number(minimum=2, maximum=1), SchemaUnsatisfiable),
    (number(exclusiveMinimum=1, exclusiveMaximum=1), SchemaUnsatisfiable),
    ({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 2}, SchemaUnsatisfiable),
    (text(minLength=2, maxLength=1), SchemaUnsatisfiable),
    ({"type": "array", "minItems": 2, "maxItems": 1}, SchemaUnsatisfiable),
    ({"type": "array", "items": False, "minItems": 1}, SchemaUnsatisfiable),
    ({"type": "array", "contains": {"enum": []}}, SchemaUnsatisfiable),
    (thing(required=["a"], additionalProperties=False), SchemaUnsatisfiable),
    (thing(required=["a"], properties={"a": False}), SchemaUnsatisfiable),
    (thing(required=["a"], properties={"a": number(minimum=2, maximum=1)}), SchemaUnsatisfiable),
    (thing(required=["a", "b"], maxProperties=1), SchemaUnsatisfiable),
    (thing(minProperties=2, properties={"a": {}}, additionalProperties=False), SchemaUnsatisfiable),
    ({"anyOf": [False, number(minimum=2, maximum=1)]}, SchemaUnsatisfiable),
    ({"oneOf": [False]}, SchemaUnsatisfiable),
    ({"not": {}}, SchemaUnsatisfiable),
]
TAKEN: list[Any] = [
    True,
    {},
    {"type": ["string", "null"], "minLength": 2, "maxLength": 1},  # null is left
    thing(properties={"a": False}),
    thing(required=["a"], patternProperties={"^a$": {}}, additionalProperties=False),
    {"anyOf": [False, {"type": "null"}]},
    {"type": "integer", "minimum": 1, "maximum": 1},
    {"$schema": "http://json-schema.org/draft-07/schema#", "type": "string"},
    {"$defs": {"a": {"type": "string"}}, "type": "array", "items": {"$ref": "#/$defs/a"}},
    {"definitions": {"a b": {}}, "properties": {"x": {"$ref": "#/definitions/a%20b"}}, "x-order": 1},
    text(pattern=r"^\w{1,50}$"),
    text(format="int32"),
]


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_schema_is_refused_with_the_problem_of_its_kind(number: int) -> None:
    schema, kind = REFUSED[number]
    with pytest.raises(kind) as refused:
        check_schema(schema)
    assert len(str(refused.value)) > 10


@pytest.mark.parametrize("number", range(len(TAKEN)))
def test_what_some_value_satisfies_is_taken(number: int) -> None:
    check_schema(TAKEN[number])


def test_references_are_written_out_with_what_stands_beside_them() -> None:
    sent = {
        "$defs": {"name": {"type": "string", "title": "Name"}},
        "properties": {
            "a": {"$ref": "#/$defs/name", "description": "of a"},
            "b": {"$ref": "#/$defs/name", "minLength": 2},
        },
    }
    schema = check_schema(sent).schema
    assert isinstance(schema, dict)
    assert schema["properties"]["a"] == {"type": "string", "title": "Name", "description": "of a"}
    validator = Validator(schema)
    assert validator.is_valid({"a": "x", "b": "xy"})
    assert not validator.is_valid({"b": "x"})
    assert not validator.is_valid({"b": 7})


def test_a_pattern_made_to_go_wrong_is_matched_in_linear_time() -> None:
    # With a backtracking engine this takes longer than the universe is old; the test's own limit would end it.
    validator = check_schema(text(pattern="^(a+)+$")).validator
    assert not validator.is_valid("a" * 100_000 + "!")


def test_formats_are_checked() -> None:
    validator = check_schema(text(format="date")).validator
    assert validator.is_valid("2026-11-20")
    assert validator.faults("2026-13-20")


def test_faults_say_where_and_what_and_are_few() -> None:
    validator = check_schema({"type": "array", "items": number(maximum=3)}).validator
    faults = validator.faults([1, 9, "x", *range(100, 200)])
    assert faults[0].startswith("/1: ")
    assert len(faults) == 10
