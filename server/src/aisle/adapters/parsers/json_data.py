"""JSON and JSON Lines: questions and answers, tables, and everything else as readable lines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.decoding import decode
from aisle.adapters.parsers.kinds import extension, is_text, opening
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("application/json", "application/x-ndjson")
EXTENSIONS = ("json", "jsonl", "ndjson")

_QUESTION_KEYS = ("question", "q", "frage", "pregunta")
_ANSWER_KEYS = ("answer", "a", "antwort", "réponse", "reponse", "respuesta", "answers")
_TITLE_KEYS = ("title", "name", "heading", "headline", "titel", "titre", "titulo", "título")
# A table of products can have many columns; objects that share fewer keys than this are not one table.
_SHARED_KEYS = 0.6
_DEEPEST = 100


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are JSON: by the extension and the first character, else by both ends."""
    if not is_text(data) or not opening(data).startswith(("{", "[")):
        return 0.0
    if extension(name) in EXTENSIONS:
        return 0.9
    return 0.6 if not extension(name) and data.rstrip()[-1:] in (b"}", b"]") else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read JSON, or one value per line.

    Raises ParseFailed: `corrupt` when it is neither or nested beyond reason; `no_text`, `too_large`.
    """
    text, notes = decode(data)
    builder = DocumentBuilder(MEDIA_TYPES[0])
    builder.notes.extend(notes)
    add_value(builder, _load(text, builder), 1)
    builder.title = builder.first_heading
    return builder.build()


def _load(text: str, builder: DocumentBuilder) -> Any:
    try:
        return _loads(text)
    except RecursionError:
        raise ParseFailed(FailureReason.CORRUPT, "the JSON is nested too deeply") from None
    except ValueError as error:
        values, wrong = _load_lines(text)
        if not values or wrong > len(values):
            raise ParseFailed(FailureReason.CORRUPT, f"this is not valid JSON: {error}") from None
        if wrong:
            builder.notes.append(f"skipped_lines: {wrong} lines are not JSON")
        return values


def _load_lines(text: str) -> tuple[list[Any], int]:
    values, wrong = [], 0
    for line in filter(str.strip, text.split("\n")):
        try:
            values.append(_loads(line))
        except (ValueError, RecursionError):
            wrong += 1
    return values, wrong


def _loads(text: str) -> Any:
    # Numbers stay as they are written: a price of 19.90 must not become 19.9, nor an id a float.
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def add_value(builder: DocumentBuilder, value: Any, depth: int) -> None:
    """Add a JSON value to a document; `depth` (from 1) becomes the level of the headings in it.

    Raises ParseFailed with `corrupt` when it is nested more than a hundred deep.
    """
    if depth > _DEEPEST:
        raise ParseFailed(FailureReason.CORRUPT, "the JSON is nested too deeply")
    if isinstance(value, Mapping):
        _add_object(builder, value, depth)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        _add_array(builder, value, depth)
    else:
        builder.paragraph(_scalar(value))


def _add_array(builder: DocumentBuilder, values: Sequence[Any], depth: int) -> None:
    if _is_table(values):
        headers = list(dict.fromkeys(key for value in values for key in value))
        builder.table(([_cell(value.get(key)) for key in headers] for value in values), "", headers)
        return
    for value in values:
        if isinstance(value, Mapping | list):
            add_value(builder, value, depth)
        else:
            builder.list_item(_scalar(value), 1)


def _add_object(builder: DocumentBuilder, value: Mapping[str, Any], depth: int) -> None:
    question, answer = _find(value, _QUESTION_KEYS), _find(value, _ANSWER_KEYS)
    if question and answer:
        builder.question(_scalar(value[question]), _texts(value[answer]))
        value = {key: item for key, item in value.items() if key not in (question, answer)}
    elif title := _find(value, _TITLE_KEYS):
        builder.heading(_scalar(value[title]), depth)
        value = {key: item for key, item in value.items() if key != title}
        depth += 1
    flat = {key: item for key, item in value.items() if _is_flat(item)}
    builder.paragraph("\n".join(f"{key}: {_cell(item)}" for key, item in flat.items() if _cell(item)))
    for key, item in value.items():
        if key not in flat:
            builder.heading(key, depth)
            add_value(builder, item, depth + 1)


def _is_table(values: Sequence[Any]) -> bool:
    """Say whether an array is a table: flat objects with mostly the same keys, and no questions and answers."""
    if len(values) < 2 or not all(isinstance(value, Mapping) for value in values):
        return False
    if _find(values[0], _QUESTION_KEYS) and _find(values[0], _ANSWER_KEYS):
        return False
    keys = {key for value in values for key in value}
    filled = sum(len(value) for value in values)
    return all(_is_flat(item) for value in values for item in value.values()) and (
        len(keys) > 1 and filled >= _SHARED_KEYS * len(keys) * len(values)
    )


def _find(value: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((key for key in value if key.lower() in names and value[key] and _is_flat(value[key])), None)


def _is_flat(value: Any) -> bool:
    if isinstance(value, list):
        return all(not isinstance(item, Mapping | list) for item in value)
    return not isinstance(value, Mapping)


def _texts(value: Any) -> Iterator[str]:
    yield from (_scalar(item) for item in (value if isinstance(value, list) else [value]))


def _cell(value: Any) -> str:
    return ", ".join(_texts(value))


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
