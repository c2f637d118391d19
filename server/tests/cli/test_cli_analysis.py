"""Analyses and schemas from the command line."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from cli_program import Program

SIZES: dict[str, Any] = {
    "title": "Sizes",
    "instructions": "Find sizes.",
    "schema": {"type": "object", "properties": {"sizes": {"type": "array"}}},
    "examples": [{"text": "42", "value": {"sizes": ["42"]}}],
}


def organization_of(aisle: Program, new_shop: Any) -> str:
    return str(aisle("store", "show", "--store", new_shop()["slug"], "--json").gives()["organization_id"])


def test_schemas_are_put_shown_listed_and_deleted(aisle: Program, new_shop: Any, goods: Path) -> None:
    there = ("--organization", organization_of(aisle, new_shop))
    name, file = f"sizes_{uuid4().hex[:8]}", goods / "sizes.json"
    file.write_text(json.dumps(SIZES))
    assert aisle("schemas", "put", name, str(file), *there, "--json").gives()["version"] == 1
    file.write_text(json.dumps({**SIZES, "title": "More sizes"}))
    assert aisle("schemas", "put", name, str(file), *there, "--json").gives()["version"] == 2
    assert aisle("schemas", "show", name, "--version", "1", *there).gives() == {
        "name": name,
        "version": 1,
        "description": "",
        **SIZES,
    }
    listed = {one["name"]: one for one in aisle("schemas", "list", *there, "--json").gives()}
    assert listed[name]["title"] == "More sizes"
    assert listed["intent"]["shipped"]
    aisle("schemas", "delete", name, *there, "--json").gives()
    assert "schema_not_found" in aisle("schemas", "show", name, *there).err
    file.write_text("[]")
    aisle("schemas", "put", name, str(file), *there, "--json").refuses(2, "invalid_input")


def test_analyze_without_a_model_says_so_and_refuses_what_is_no_picture(
    aisle: Program, shop: str, goods: Path
) -> None:
    asked = ("analyze", "Where is it?", "-s", shop, "--json")
    aisle(*asked, "--schema", "intent").refuses(1, "no_model")
    (goods / "x.png").write_bytes(b"no picture")
    aisle(*asked, "--schema", "intent", "--image", str(goods / "x.png")).refuses(2, "image_invalid")
    aisle(*asked, "--schema", "intent@new").refuses(2, "invalid_input")
    (goods / "schema.json").write_text('{"enum": []}')
    aisle(*asked, "--schema-file", str(goods / "schema.json")).refuses(2, "schema_unsatisfiable")
