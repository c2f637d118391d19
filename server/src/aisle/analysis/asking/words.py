"""What the model is told."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from aisle.analysis.asking.types import Example, Task
from aisle.llm.messages import ChatMessage, Part, Role, Text
from aisle.prompts.present import told

MOST_OUTPUT = 8_000  # characters of an invalid answer that the model sees again


def messages(task: Task, schema: Any, *, says_schema: bool) -> tuple[ChatMessage, ...]:
    """Return the prompt. schema: as it is asked for. says_schema: whether it stands in the prompt, too."""
    said = [told("analyze")]
    if task.instructions:
        said.append(f"What to do:\n{task.instructions}")
    said += _examples(task.examples)
    if says_schema:
        said.append(f"The JSON value must validate against this JSON Schema:\n{_json(schema)}")
    parts: list[Part] = [*task.images]
    if task.text or not parts:
        parts.append(Text(f"<input>\n{_closed(task.text)}\n</input>"))
    return ChatMessage(Role.SYSTEM, "\n\n".join(said)), ChatMessage(Role.USER, tuple(parts))


def repair(output: str, faults: Iterable[str], schema: Any) -> tuple[ChatMessage, ...]:
    """Return what follows an answer that does not validate."""
    wrong = told("analyze_repair", faults="\n".join(f"- {fault}" for fault in faults), schema=_json(schema))
    return ChatMessage(Role.ASSISTANT, output[:MOST_OUTPUT] or "(nothing)"), ChatMessage(Role.USER, wrong)


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for one in examples:
        yield f"Example:\n<input>\n{_closed(one.text)}\n</input>\n{_json(one.value)}"


def _closed(text: str) -> str:
    """Return a text that cannot end the input before its end."""
    return text.replace("</input", "<\\/input")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
