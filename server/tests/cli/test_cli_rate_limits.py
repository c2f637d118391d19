"""An organization's own rate limits from the command line."""

from pathlib import Path
from typing import Any

from cli_program import Program


def test_own_rules_are_shown_set_and_held_to_the_installations(
    aisle: Program, new_shop: Any, goods: Path
) -> None:
    organization = str(
        aisle("store", "show", "--store", new_shop()["slug"], "--json").gives()["organization_id"]
    )
    command = ("organization", "rate-limits")
    (goods / "own.json").write_text('{"key": {"most": 7}}')
    made = aisle(*command, "set", organization, f"@{goods / 'own.json'}", "--json").gives()
    assert made["own"]["key"]["most"] == made["in_force"]["key"]["most"] == 7
    assert aisle(*command, "show", organization, "--json").gives() == made
    aisle(*command, "set", organization, '{"key": {"most": 1000000}}', "--json").refuses(
        2, "rate_limit_laxer"
    )
    aisle(*command, "set", organization, "{", "--json").refuses(2, "invalid_input")
    assert aisle(*command, "set", organization, "{}", "--json").gives()["own"] == {}
