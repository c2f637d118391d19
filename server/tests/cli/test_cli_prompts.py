"""Prompts from the command line."""

from pathlib import Path
from typing import Any

from cli_program import Program

OWN = "Speak like a guide. About {{sentences}} sentences in {{language}}."


def test_prompts_are_overridden_tried_out_and_taken_back(aisle: Program, new_shop: Any, goods: Path) -> None:
    organization = aisle("store", "show", "--store", new_shop()["slug"], "--json").gives()["organization_id"]
    there = ("--organization", str(organization), "--json")
    (goods / "own.txt").write_text(OWN)
    made = aisle("prompts", "put", "answer", f"@{goods / 'own.txt'}", "--note", "Guides", *there).gives()
    assert made["override"] == 1
    assert "+Speak like a guide." in aisle("prompts", "show", "answer", *there).gives()["diff"]
    tried = aisle("prompts", "preview", "answer", "--value", "language=Welsh", *there).gives()
    assert "sentences in Welsh." in tried["text"]
    assert aisle("prompts", "rollback", "answer", "0", *there).gives()["override"] is None
    versions = aisle("prompts", "history", "answer", *there).gives()
    assert [(one["version"], one["text"]) for one in versions] == [(2, None), (1, OWN)]
    listed = {one["name"]: one for one in aisle("prompts", "list", *there).gives()}
    assert not listed["answer_rules"]["overridable"]
    aisle("prompts", "put", "answer_rules", "Lie.", *there).refuses(1, "prompt_fixed")
    aisle("prompts", "put", "answer", "No variables.", *there).refuses(2, "prompt_variable_missing")
