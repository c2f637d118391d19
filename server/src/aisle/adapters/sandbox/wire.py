"""What crosses between the sandbox and the process that trusts it with a file: JSON, read as if it were hostile."""

import json
import re
from typing import Any

from aisle.knowledge.structure import (
    Block,
    BlockKind,
    FailureReason,
    ParsedDocument,
    ParseFailed,
    Table,
    require_sound,
)

_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
_MOST_NOTES = 50
_MOST_PICTURES = 100_000
_BYTES = b"+"
_LONGEST_NOTE = 500
_LONGEST_TITLE = 300
_FAILURE_KEYS = {"state", "detail"}
_DOCUMENT_KEYS = {"text", "blocks", "tables", "title", "media_type", "page_count", "notes", "pictures"}


class BadAnswer(ValueError):
    """The sandbox's answer is not one that an honest parser gives."""


def encode_document(document: ParsedDocument) -> bytes:
    """Write a document as JSON in UTF-8."""
    return _dumps(
        {
            "text": document.text,
            "blocks": [[b.kind.value, b.start, b.end, b.level, b.page, b.table] for b in document.blocks],
            "tables": [[table.caption, list(table.headers)] for table in document.tables],
            "title": document.title,
            "media_type": document.media_type,
            "page_count": document.page_count,
            "notes": list(document.notes),
            "pictures": list(document.pictures),
        }
    )


def encode_bytes(data: bytes) -> bytes:
    """Write what a converter made; a mark tells it from a failure."""
    return _BYTES + data


def decode_bytes(answer: bytes) -> bytes:
    """Read a converter's answer. Raises as `decode`."""
    if answer.startswith(_BYTES):
        return answer[len(_BYTES) :]
    decode(answer)
    raise BadAnswer("it is a document")


def encode_failure(failure: ParseFailed) -> bytes:
    """Write a failure as JSON in UTF-8."""
    detail = failure.detail.encode("utf-8", errors="replace").decode("utf-8")
    return _dumps({"state": failure.state.value, "detail": detail[:_LONGEST_NOTE]})


def decode(answer: bytes) -> ParsedDocument:
    """Read an answer.

    Raises:
        ParseFailed: the answer tells a failure.
        BadAnswer: the answer has fields, types, sizes or spans that no parser gives.
    """
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        raise BadAnswer("it is not JSON") from None
    if not isinstance(value, dict):
        raise BadAnswer("it is not an object")
    if set(value) == _FAILURE_KEYS:
        raise _failure(value)
    _require(set(value) == _DOCUMENT_KEYS, "its fields")
    return _document(value)


def _failure(value: dict[str, Any]) -> ParseFailed:
    _require(value["state"] in [state.value for state in FailureReason], "the state of its failure")
    return ParseFailed(FailureReason(value["state"]), _string(value["detail"], _LONGEST_NOTE))


def _document(value: dict[str, Any]) -> ParsedDocument:
    _require(bool(_MEDIA_TYPE.fullmatch(_string(value["media_type"]))), "its media type")
    document = ParsedDocument(
        text=_string(value["text"]),
        blocks=tuple(_block(item) for item in _list(value["blocks"])),
        tables=tuple(_table(item) for item in _list(value["tables"])),
        title=None if value["title"] is None else _string(value["title"], _LONGEST_TITLE),
        media_type=value["media_type"],
        page_count=_whole_or_none(value["page_count"]),
        notes=tuple(_string(note, _LONGEST_NOTE) for note in _list(value["notes"], most=_MOST_NOTES)),
        pictures=tuple(_page(page) for page in _list(value["pictures"], most=_MOST_PICTURES)),
    )
    try:
        require_sound(document)
    except ValueError as error:
        raise BadAnswer(str(error)) from None
    return document


def _block(item: Any) -> Block:
    _require(isinstance(item, list) and len(item) == 6, "a block")
    kind, start, end, level, page, table = item
    _require(isinstance(kind, str) and kind in BlockKind._value2member_map_, "the kind of a block")
    _require(all(type(number) is int and number >= 0 for number in (start, end, level)), "a span")
    _require(level <= 1_000, "a level")
    return Block(BlockKind(kind), start, end, level, _whole_or_none(page), _whole_or_none(table))


def _table(item: Any) -> Table:
    _require(isinstance(item, list) and len(item) == 2, "a table")
    return Table(_string(item[0]), tuple(_string(header) for header in _list(item[1])))


def _page(value: Any) -> int:
    _require(type(value) is int and 0 < value <= _MOST_PICTURES, "a page")
    return value  # type: ignore[no-any-return]  # checked above


def _whole_or_none(value: Any) -> int | None:
    _require(value is None or (type(value) is int and value >= 0), "a number")
    return value  # type: ignore[no-any-return]  # checked above


def _list(value: Any, most: int | None = None) -> list[Any]:
    _require(isinstance(value, list) and (most is None or len(value) <= most), "a list")
    return value  # type: ignore[no-any-return]  # checked above


def _string(value: Any, longest: int | None = None) -> str:
    _require(isinstance(value, str) and (longest is None or len(value) <= longest), "a text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadAnswer("a text holds half a character") from None
    return value  # type: ignore[no-any-return]  # checked above


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise BadAnswer(f"{what} is not as a parser writes it")


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
