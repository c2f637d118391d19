"""The ways of asking for JSON, the surest first."""

from enum import StrEnum

from aisle.llm.catalogue import Ability, ModelCard


class Mode(StrEnum):
    """STRICT: the provider holds the model to the schema. TOOL: the model has to fill in a function's arguments. PROMPT: it is told."""

    STRICT = "strict"
    TOOL = "tool"
    PROMPT = "prompt"


def modes_for(card: ModelCard, *, is_strict: bool) -> tuple[Mode, ...]:
    """Return the ways to try with a model, in order.

    Args:
        card: What is known of the model that would be asked first.
        is_strict: Whether the schema can be said in the strict subset.
    """
    can_strict = is_strict and Ability.JSON_SCHEMA not in card.cannot
    can_tool = Ability.TOOLS in card.can and not {Ability.TOOLS, Ability.FORCED_TOOLS} & card.cannot
    # A strict mode that nobody vouches for comes behind a tool that somebody does.
    known = [Mode.STRICT] if can_strict and Ability.JSON_SCHEMA in card.can else []
    tried = [Mode.STRICT] if can_strict and not known else []
    return (*known, *([Mode.TOOL] if can_tool else []), *tried, Mode.PROMPT)
