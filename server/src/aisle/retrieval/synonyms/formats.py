"""Synonyms as files: CSV for people's tables, JSON for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from aisle.core.errors import InvalidInput
from aisle.retrieval.synonyms.types import Rule

COLUMNS = ("words", "becomes", "language")
SEPARATOR = "|"


class SynonymFileInvalid(InvalidInput):
    """A file of synonyms that is neither of the two forms."""

    code = "synonym_file_invalid"
    title = "This file of synonyms cannot be read"


def read_file(data: bytes) -> Iterator[tuple[int, Rule]]:
    """Yield the rules of a file with the number of the line (CSV) or of the entry (JSON).

    Raises SynonymFileInvalid.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SynonymFileInvalid("The file is not UTF-8; save it as such.") from None
    return _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)


def to_csv(rules: Iterable[Rule]) -> str:
    """Return rules as CSV with the columns words, becomes and language; words are parted by “|”."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rule in rules:
        writer.writerow([SEPARATOR.join(rule.words), SEPARATOR.join(rule.becomes), rule.language or ""])
    return out.getvalue()


def to_json(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return rules as plain values."""
    return [
        {"words": list(rule.words), "becomes": list(rule.becomes), "language": rule.language}
        for rule in rules
    ]


def _from_csv(text: str) -> Iterator[tuple[int, Rule]]:
    reader = csv.DictReader(io.StringIO(text.replace("\0", "")))
    if "words" not in (reader.fieldnames or ()):
        raise SynonymFileInvalid(
            f"The first line names the columns: {', '.join(COLUMNS)}; only “words” is needed."
        )
    try:
        for row in reader:
            texts = _parts(row["words"]), _parts(row.get("becomes"))
            yield reader.line_num, Rule(*texts, (row.get("language") or "").strip().lower() or None)
    except csv.Error as error:
        raise SynonymFileInvalid(f"Line {reader.line_num} cannot be read: {error}.") from None


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (one.strip() for one in (cell or "").split(SEPARATOR)) if part)


def _from_json(text: str) -> Iterator[tuple[int, Rule]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SynonymFileInvalid(f"The file is not JSON: {error}") from None
    rows = data.get("synonyms", data.get("items")) if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise SynonymFileInvalid(
            'JSON is a list, or {"synonyms": [...]}, of {"words": [...], "becomes": [...]}.'
        )
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise SynonymFileInvalid(f"Entry {number} is not an object.")
        language = row.get("language")
        if language is not None and not isinstance(language, str):
            raise SynonymFileInvalid(f"Entry {number}: “language” is a code of two letters.")
        yield number, Rule(_texts(row, "words", number), _texts(row, "becomes", number), language)


def _texts(row: dict[str, Any], name: str, number: int) -> tuple[str, ...]:
    found = row.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise SynonymFileInvalid(f"Entry {number}: “{name}” is a list of texts.")
    return tuple(found)
