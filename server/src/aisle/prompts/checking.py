"""Whether an organization's text can take the place of a prompt's."""

import unicodedata

from aisle.llm.gateway.estimating import BYTES_PER_TOKEN
from aisle.prompts.errors import (
    PromptFixed,
    PromptInvalid,
    PromptTooLong,
    VariableMissing,
    VariableUnknown,
)
from aisle.prompts.filling import variables_in
from aisle.prompts.types import ShippedPrompt

MOST_CHARACTERS = 4_000
LARGER = 4  # times the budget of the shipped prompt
LEAST_TOKENS = 400
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def check_text(prompt: ShippedPrompt, text: str) -> None:
    """Check a text.

    Raises:
        PromptFixed: Nothing takes the place of this prompt.
        PromptTooLong, PromptInvalid: The text itself.
        VariableUnknown, VariableMissing: It does not name those of the prompt.
    """
    if not prompt.overridable:
        raise PromptFixed(f"“{prompt.name}” guards evidence, refusals or secrecy; nothing takes its place.")
    _check_size(prompt, text)
    if not text.strip() or any(unicodedata.category(one) in UNSEEN for one in text if one not in "\n\t"):
        raise PromptInvalid("The text is empty, or holds characters that nobody can see.")
    check_variables(prompt, text)


def check_variables(prompt: ShippedPrompt, text: str) -> None:
    """Check that a text names the prompt's variables and no others. Raises VariableUnknown, VariableMissing, PromptInvalid."""
    named, open_ones = set(variables_in(text)), open_variables(prompt)
    if unknown := sorted(named - open_ones):
        raise VariableUnknown(
            f"“{unknown[0]}” is no variable of this prompt; it has {_listed(open_ones)}.", variable=unknown[0]
        )
    missing = sorted(name for name in open_ones - named if prompt.variables[name].required)
    if missing:
        raise VariableMissing(f"The text has to name {_listed(set(missing))}.", variable=missing[0])


def open_variables(prompt: ShippedPrompt) -> set[str]:
    """Return the variables that a text may name: those that the guards name are theirs."""
    guards = {*variables_in(prompt.before), *variables_in(prompt.after)}
    return set(prompt.variables) - guards


def tokens_of(text: str) -> int:
    """Return about how many tokens a text takes."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES_PER_TOKEN)


def _check_size(prompt: ShippedPrompt, text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise PromptTooLong(f"A prompt's text has at most {MOST_CHARACTERS:,} characters.")
    most = max(LEAST_TOKENS, LARGER * prompt.most_tokens)
    if tokens_of(text) > most:
        raise PromptTooLong(f"This prompt's text takes at most about {most:,} tokens, as we estimate them.")


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in sorted(names)) or "none"
