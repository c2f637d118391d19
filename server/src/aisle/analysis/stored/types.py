"""A schema with a name, and what a model is told beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aisle.analysis.asking.types import Example

NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_INSTRUCTIONS = 200, 2_000, 8_000
MOST_EXAMPLES, LONGEST_EXAMPLE = 10, 8_000


@dataclass(frozen=True, slots=True)
class SchemaText:
    """What a version says.

    Attributes:
        schema: JSON Schema, as it was sent.
        instructions: What the model shall look for.
        examples: Texts with the values they should give.
    """

    schema: Any
    title: str = ""
    description: str = ""
    instructions: str = ""
    examples: tuple[Example, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "title": self.title,
            "description": self.description,
            "instructions": self.instructions,
            "schema": self.schema,
            "examples": [{"text": one.text, "value": one.value} for one in self.examples],
        }

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "SchemaText":
        """Return what plain values say."""
        examples = tuple(Example(one["text"], one["value"]) for one in found["examples"])
        return cls(found["schema"], found["title"], found["description"], found["instructions"], examples)


@dataclass(frozen=True, slots=True)
class NamedSchema:
    """One version of a schema.

    Attributes:
        is_shipped: Whether Aisle brings it.
        made_at, made_by: Of an organization's own; None of a shipped one.
    """

    name: str
    version: int
    text: SchemaText
    is_shipped: bool = False
    made_at: datetime | None = None
    made_by: str | None = None
