"""Reading test questions from JSON lines or CSV."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from aisle.retrieval.evaluation.errors import QuestionsInvalid
from aisle.retrieval.evaluation.questions import FAULTS
from aisle.retrieval.evaluation.types import TestQuestion

SEPARATOR = "|"  # between several names in one cell
COLUMNS = ("question", "documents", "products")


def read_questions(data: bytes) -> list[TestQuestion]:
    """Read questions from a file's bytes: JSON lines if the first line is an object, else CSV with a header line.

    A line of JSON has `question`, and `documents` or `products` as lists. A CSV has columns of these names; several
    documents or products stand in one cell, separated by |. Raises QuestionsInvalid with the first faults by line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QuestionsInvalid("The file is not text in UTF-8.") from None
    read = _json_lines(text) if text.lstrip().startswith("{") else _csv(text)
    found, faults = [], []
    for number, row in read:
        if isinstance(row, str):
            faults.append(f"line {number}: {row}")
        else:
            found.append(row)
    if faults:
        raise QuestionsInvalid("; ".join(faults[:FAULTS]))
    return found


def _json_lines(text: str) -> Iterator[tuple[int, TestQuestion | str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield number, "this is not JSON"
            else:
                yield number, _from_object(row)


def _from_object(row: Any) -> TestQuestion | str:
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        return "there is no “question”"
    if unknown := sorted(set(row) - set(COLUMNS)):
        return f"“{unknown[0]}” is not known here; use question, documents, products"
    names = [row.get("documents", []), row.get("products", [])]
    if not all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in names):
        return "documents and products are lists of names"
    return TestQuestion(row["question"], tuple(names[0]), tuple(names[1]))


def _csv(text: str) -> Iterator[tuple[int, TestQuestion | str]]:
    reader = csv.DictReader(io.StringIO(text))
    header = [name.strip().lower() for name in reader.fieldnames or []]
    if "question" not in header or not {"documents", "products"} & set(header):
        raise QuestionsInvalid("A CSV file needs a column “question”, and “documents” or “products”.")
    reader.fieldnames = header
    try:
        for row in reader:
            cells = {name: row.get(name) or "" for name in COLUMNS}
            documents, products = (tuple(cells[name].split(SEPARATOR)) for name in COLUMNS[1:])
            yield reader.line_num, TestQuestion(cells["question"], documents, products)
    except csv.Error as error:
        yield reader.line_num, f"this cannot be read: {error}"
