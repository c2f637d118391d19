"""Synonyms as files: CSV for people's tables, JSON for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from aisle.core.errors import InvalidInput
from aisle.retrieval.synonyms.checking import MOST_RULES, SEPARATOR
from aisle.retrieval.synonyms.errors import SynonymRefused
from aisle.retrieval.synonyms.types import Rule

COLUMNS = ("words", "becomes", "language")
FORMULA = ("=", "+", "-", "@")


class SynonymFileInvalid(InvalidInput):
    """A file of synonyms that is neither of the two forms."""

    code = "synonym_file_invalid"
    title = "This file of synonyms cannot be read"


def read_file(data: bytes) -> list[tuple[int, Rule | SynonymRefused]]:
    """Return the rules of a file with the number of the line (CSV) or of the entry (JSON).

    A line that is no rule by itself comes as what is wrong with it. Raises SynonymFileInvalid.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SynonymFileInvalid("The file is not UTF-8; save it as such.") from None
    found = _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)
    rules = [(line, _storable(rule)) for line, rule in islice(found, MOST_RULES + 1)]
    if len(rules) > MOST_RULES:
        raise SynonymFileInvalid(f"A file holds at most {MOST_RULES:,} synonyms.")
    return rules


def to_csv(rules: Iterable[Rule]) -> str:
    """Return rules as CSV with the columns words, becomes and language; words are parted by “|”."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rule in rules:
        writer.writerow([_cell(rule.words), _cell(rule.becomes), rule.language or ""])
    return out.getvalue()


def to_json(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return rules as plain values."""
    return [
        {"words": list(rule.words), "becomes": list(rule.becomes), "language": rule.language}
        for rule in rules
    ]


def _storable(rule: Rule | SynonymRefused) -> Rule | SynonymRefused:
    if isinstance(rule, SynonymRefused):
        return rule
    text = "".join((*rule.words, *rule.becomes, rule.language or ""))
    if "\0" not in text and not any("\ud800" <= mark <= "\udfff" for mark in text):
        return rule
    return SynonymRefused("It holds characters that cannot be stored; leave out NUL and lone surrogates.")


def _from_csv(text: str) -> Iterator[tuple[int, Rule | SynonymRefused]]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        if "words" not in reader.fieldnames:
            raise SynonymFileInvalid(
                f"The first line names the columns: {', '.join(COLUMNS)}; only “words” is needed."
            )
        for row in reader:
            yield reader.line_num, _rule(row)
    except csv.Error as error:
        raise SynonymFileInvalid(f"Line {reader.line_num} cannot be read: {error}.") from None


def _rule(row: dict[str | Any, Any]) -> Rule | SynonymRefused:
    if None in row:
        return SynonymRefused(f"The row has more cells than columns; part words with “{SEPARATOR}”.")
    texts = _parts(row["words"]), _parts(row.get("becomes"))
    return Rule(*texts, (row.get("language") or "").strip().lower() or None)


def _parts(cell: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in _unguarded((cell or "").strip()).split(SEPARATOR))
    return tuple(part for part in parts if part)


def _cell(texts: Iterable[str]) -> str:
    """Return words as one cell that no spreadsheet takes for a formula."""
    text = SEPARATOR.join(texts)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def _unguarded(cell: str) -> str:
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if guarded else cell


def _from_json(text: str) -> Iterator[tuple[int, Rule | SynonymRefused]]:
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
