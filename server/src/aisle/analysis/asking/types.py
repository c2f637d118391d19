"""What is to be analysed, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.analysis.asking.modes import Mode
from aisle.analysis.schemas.checking import CheckedSchema
from aisle.llm.catalogue import Cost
from aisle.llm.messages import Image
from aisle.llm.usage import Usage

USUAL_TOKENS = 4_096


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the value that it should give."""

    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is asked.

    Attributes:
        schema: Of the answer.
        text: To be analysed; may be empty where there are pictures.
        images: To be analysed.
        instructions: What to look for; whoever calls wrote them.
        examples: Of a named schema.
        model: A name of the settings; None for the usual one.
        most_tokens: Of each answer.
    """

    schema: CheckedSchema
    text: str = ""
    images: tuple[Image, ...] = ()
    instructions: str = ""
    examples: tuple[Example, ...] = ()
    model: str | None = None
    most_tokens: int = USUAL_TOKENS


@dataclass(frozen=True, slots=True)
class Spent:
    """What the calls of an analysis took.

    Attributes:
        attempts: Answers that were read.
        model: Who wrote the last one, by its name in the settings.
        is_estimated: Whether something of the usage is our estimate.
        cost: None where a price is not known.
    """

    attempts: int
    model: str
    mode: Mode
    usage: Usage
    is_estimated: bool
    cost: Cost | None

    def told(self) -> Mapping[str, Any]:
        """Return it in plain values, as replies and problems say it."""
        usage = self.usage
        return {
            "model": self.model,
            "mode": self.mode.value,
            "attempts": self.attempts,
            "usage": {
                "prompt_tokens": usage.prompt_tokens or 0,
                "completion_tokens": usage.completion_tokens or 0,
                "cached_read_tokens": usage.cached_read_tokens or 0,
                "reasoning_tokens": usage.reasoning_tokens or 0,
                "estimated": self.is_estimated,
            },
            "cost": {"amount": f"{self.cost.amount:f}", "currency": self.cost.currency}
            if self.cost
            else None,
        }


@dataclass(frozen=True, slots=True)
class Analysis:
    """JSON that validates against the task's schema, and what it took."""

    value: Any
    spent: Spent
