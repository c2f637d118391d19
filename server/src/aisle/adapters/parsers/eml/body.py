"""What of a message is its body, and what is attached."""

from collections.abc import Iterator
from email.message import Message

from aisle.adapters.parsers import html
from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.decoding import decode
from aisle.adapters.parsers.text import add_plain_text
from aisle.knowledge.structure import FailureReason, ParseFailed

_MOST_PARTS = 200
_PLAIN, _HTML = "text/plain", "text/html"


def shown_and_attached(message: Message) -> tuple[list[Message], list[Message]]:
    """Return the parts that a mail program shows as the text, and those that it shows as attachments."""
    parts = [part for _, part in zip(range(_MOST_PARTS), _parts(message), strict=False)]
    shown = [part for part in parts if not _is_attached(part) and _is_text(part)]
    # What is neither, such as a picture inside the text, is decoration.
    return shown, [part for part in parts if _is_attached(part)]


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that are no containers; of alternatives the one that says most."""
    # A message inside one is attached, whatever its own parts are.
    if _is_message(message) or not message.is_multipart():
        yield message
        return
    inner = [part for part in message.get_payload() if isinstance(part, Message)]
    if message.get_content_type() == "multipart/alternative":
        inner = [max(inner, key=_richness)] if inner else []
    for part in inner:
        yield from _parts(part)


def _richness(part: Message) -> int:
    """Rank alternatives: plain text says the same as HTML, without its decoration, but loses its tables and links."""
    kind = part.get_content_type()
    return 3 if kind.startswith("multipart/") else 2 if kind == _HTML else 1 if kind == _PLAIN else 0


def _is_attached(part: Message) -> bool:
    if _is_message(part):
        return True
    disposition = part.get_content_disposition()
    is_inline_picture = part.get_content_maintype() == "image" and disposition != "attachment"
    return not is_inline_picture and (disposition == "attachment" or part.get_filename() is not None)


def _is_text(part: Message) -> bool:
    # A container without parts is a text whose sender got its type wrong.
    return part.get_content_type() in (_PLAIN, _HTML) or part.get_content_maintype() == "multipart"


def _is_message(part: Message) -> bool:
    return part.get_content_type() == "message/rfc822"


def add_body(builder: DocumentBuilder, part: Message, deeper: int) -> None:
    """Add a text of a message, its headings `deeper` levels down; one that holds no words adds nothing."""
    text = _text(payload_of(part), part.get_content_charset())
    if part.get_content_type() != _HTML:
        add_plain_text(builder, text)
        return
    try:
        builder.include(html.parse(text.encode("utf-8", errors="replace"), "body.html"), deeper)
    except ParseFailed as failure:
        if failure.state is not FailureReason.NO_TEXT:
            builder.notes.append(f"body_unread: {failure.detail}")


def payload_of(part: Message) -> bytes:
    """Return a part's bytes with its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return decode(data)[0]
