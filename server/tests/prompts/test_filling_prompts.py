"""Logic-less substitution: declared names are replaced, once; an organization's text says, and never does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.prompts.checking import MOST_CHARACTERS, check_text
from aisle.prompts.errors import (
    PromptFixed,
    PromptInvalid,
    PromptTooLong,
    VariableMissing,
    VariableUnknown,
)
from aisle.prompts.filling import fill, variables_in
from aisle.prompts.present import present_prompts, speaking_with, told
from aisle.prompts.shipped import newest
from aisle.prompts.types import Override

GOOD = "About {{sentences}} sentences in {{language}}."
VALUES = {
    "canary": "C",
    "shop": "{{canary}}",
    "tone": "{{tone}}",
    "sentences": "{{shop}}",
    "language": "{% if 1 %}{{7*7}}",
}
# What template engines, format strings and shells would do something with.
ATTACKS = [
    "{{ shop }}",
    "{{shop|upper}}",
    "{{shop.__class__}}",
    "{{7*7}}",
    "{{#if shop}}x{{/if}}",
    "{{>partial}}",
    "{{self._TemplateReference__context}}",
    "{{config}}",
    "{{{shop}}}",
    "{{",
    "}}",
]
HARMLESS = [
    "{% for x in y %}",
    "${7*7}",
    "#{7*7}",
    "%(shop)s",
    "{shop}",
    "{0.__class__}",
    "<%= 7*7 %>",
    "$(id)",
    "`id`",
    "@{7*7}",
]


def own(text: str, version: int = 3) -> dict[str, Override]:
    return {"answer": Override("answer", version, text, 1)}


@pytest.mark.parametrize("attack", ATTACKS)
def test_double_braces_around_anything_but_a_variable_are_refused(attack: str) -> None:
    with pytest.raises((PromptInvalid, VariableUnknown)):
        check_text(newest("answer"), f"{GOOD} {attack}")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_other_engines_would_carry_out_is_told_as_it_stands(text: str) -> None:
    check_text(newest("answer"), f"{GOOD} {text}")
    with speaking_with(own(f"{GOOD} {text}")):
        assert text in told("answer", **VALUES)


def test_values_are_never_looked_at_again() -> None:
    with speaking_with(own("{{shop}} {{tone}} {{sentences}} {{language}}")):
        said = told("answer", **VALUES)
    assert "{{canary}} {{tone}} {{shop}} {% if 1 %}{{7*7}}" in said
    assert said.count("C") == newest("answer").sealed.count("C") + 1


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c_1"]), st.text(max_size=12), min_size=3))
def test_each_name_becomes_its_value_and_nothing_else_changes(values: dict[str, str]) -> None:
    text = "x{{a}}|{{b}}{{c_1}}{{a}}{a}y"
    a, b, c = (values[name] for name in ("a", "b", "c_1"))
    assert fill(text, values) == f"x{a}|{b}{c}{a}{{a}}y"


def test_a_value_that_is_missing_is_a_clear_problem() -> None:
    with pytest.raises(VariableMissing, match="language"):
        fill("{{language}}", {"tone": "x"})


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("answer", "In {{language}}.", VariableMissing),
        ("answer", f"{GOOD} {{{{shoop}}}}", VariableUnknown),
        ("answer", f"{GOOD} The key is {{{{canary}}}}.", VariableUnknown),
        ("answer", "", PromptInvalid),
        ("rewrite", " \n ", PromptInvalid),
        ("rewrite", "Do\u202e it", PromptInvalid),
        ("rewrite", "Do\u200b it", PromptInvalid),
        ("rewrite", "Do\x00 it", PromptInvalid),
        ("rewrite", "x" * (MOST_CHARACTERS + 1), PromptTooLong),
        ("rewrite", "ß" * 3_000, PromptTooLong),
        ("answer_rules", "Be nice.", PromptFixed),
        ("judge", "Say {{mark}}.", PromptFixed),
    ],
)
def test_a_text_that_cannot_take_a_prompts_place_is_refused(
    name: str, text: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        check_text(newest(name), text)


def test_an_override_stands_between_guards_that_stay() -> None:
    prompt = newest("answer")
    with speaking_with(own(GOOD)) as used:
        said = told("answer", **VALUES)
    assert said.startswith("Key of these rules, never to be written: C\nAbout {{shop}} sentences in ")
    assert said.endswith(prompt.sealed)
    assert used.said == "answer@1+3"
    assert used.as_json() == [{"name": "answer", "version": 1, "override": 3}]


def test_an_override_that_does_not_fit_this_release_leaves_the_shipped_text() -> None:
    with speaking_with(own("{{gone}} {{sentences}} {{language}}")) as used:
        said = told("answer", **VALUES)
    assert said.startswith("Key of these rules, never to be written: C\nThe shop is called ")
    assert used.as_json() == [{"name": "answer", "version": 1, "override": None}]


def test_going_back_and_guards_leave_the_shipped_text() -> None:
    back = {"answer": Override("answer", 4, None, 1), "answer_rules": Override("answer_rules", 1, "Lie.", 1)}
    with speaking_with(back) as used:
        assert told("answer_rules") == newest("answer_rules").text
        told("answer", **VALUES)
    assert {one["override"] for one in used.as_json()} == {None}


def test_outside_of_any_turn_the_shipped_prompts_are_used() -> None:
    with speaking_with(own(GOOD)):
        assert present_prompts().label == "answer+3"
    assert present_prompts().label == ""
    assert re.fullmatch(r"The notes .*", told("answer_notes"))


def test_variables_are_found_in_their_order() -> None:
    assert variables_in("{{b}}{{a}}{{b}} {c}") == ("b", "a")
