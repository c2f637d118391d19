"""One task in one mode: the request, and how its answers are read."""

from dataclasses import dataclass, replace
from typing import Any

from aisle.analysis.asking.modes import Mode
from aisle.analysis.asking.reading import NoJson, value_in
from aisle.analysis.asking.types import Task
from aisle.analysis.asking.words import messages
from aisle.analysis.schemas.reading_back import read_back
from aisle.analysis.schemas.strict import NotStrict, strict_schema
from aisle.analysis.schemas.walking import Schema
from aisle.llm.chat import ChatRequest, Completion, OneTool, OutputSchema, Tool

NAME = "answer"
# Tools and strict modes want an object; any other value travels within one.
WRAP = "value"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask.

    Attributes:
        schema: As the model is asked for it: of an object, wrapped where it is none.
        strict: The same in the strict subset; None where it says more.
    """

    task: Task
    schema: dict[str, Any]
    strict: dict[str, Any] | None
    is_wrapped: bool

    @classmethod
    def of(cls, task: Task) -> "Plan":
        """Return the plan for a task."""
        schema = task.schema.schema
        is_wrapped = isinstance(schema, bool) or schema.get("type") != "object"
        asked = _wrapped(schema) if is_wrapped else dict(schema)  # type: ignore[arg-type]
        try:
            return cls(task, asked, strict_schema(asked), is_wrapped)
        except NotStrict:
            return cls(task, asked, None, is_wrapped)

    def request(self, mode: Mode, *, says_schema: bool) -> ChatRequest:
        """Return the request in a mode. says_schema: whether the prompt says the schema, too."""
        schema = self.strict if mode is Mode.STRICT else self.schema
        prompt = messages(self.task, schema, says_schema=says_schema or mode is Mode.PROMPT)
        request = ChatRequest("", prompt, self.task.most_tokens, temperature=0.0)
        return _in_mode(request, mode, schema or {})

    def read(self, answer: Completion, mode: Mode) -> tuple[Any, list[str]]:
        """Return the value of an answer and what is wrong with it; nothing is, where it validates."""
        try:
            value = value_in(output_of(answer))
        except NoJson as fault:
            return None, [str(fault)]
        if mode is Mode.STRICT:
            value = read_back(value, self.schema)
        if self.is_wrapped:
            if not isinstance(value, dict) or value.keys() != {WRAP}:
                return None, [f"It must be an object with “{WRAP}” and nothing else."]
            value = value[WRAP]
        return value, self.task.schema.validator.faults(value)


def output_of(answer: Completion) -> str:
    """Return what a model wrote: the arguments of its first call, or its words."""
    return answer.calls[0].arguments if answer.calls else answer.text


def _wrapped(schema: Schema) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {WRAP: schema},
        "required": [WRAP],
        "additionalProperties": False,
    }


def _in_mode(request: ChatRequest, mode: Mode, schema: dict[str, Any]) -> ChatRequest:
    if mode is Mode.STRICT:
        return replace(request, schema=OutputSchema(NAME, schema))
    if mode is Mode.TOOL:
        tool = Tool(NAME, "Takes the answer. Call it once, with the whole value.", schema)
        return replace(request, tools=(tool,), tool_choice=OneTool(NAME))
    return replace(request, as_json=True)
