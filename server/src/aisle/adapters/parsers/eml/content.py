"""A message as blocks: subject, headers, body, and attachments read by the parsers of their types."""

from dataclasses import dataclass
from email.message import Message

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.choosing import choose
from aisle.adapters.parsers.eml.body import add_body, payload_of, shown_and_attached
from aisle.adapters.parsers.eml.headers import header, words_of
from aisle.adapters.parsers.eml.structure import read_message
from aisle.knowledge.structure import FailureReason, ParseFailed

_SHOWN = ("From", "To", "Cc", "Date")
_MESSAGE = "message/rfc822"
_DEEPEST = 3
_LONGEST_NAME = 100


@dataclass(slots=True)
class Budget:
    """What the attachments of a message, and of messages in it, may still take."""

    attachments: int = 20
    size: int = 50 * 1024 * 1024
    unread: int = 0

    def take(self, data: bytes) -> None:
        """Count an attachment. Raises ParseFailed with `too_large` when it is past the limits."""
        self.attachments -= 1
        self.size -= len(data)
        if self.attachments < 0 or self.size < 0:
            raise ParseFailed(FailureReason.TOO_LARGE, "the message has too many attachments")


def add_message(builder: DocumentBuilder, message: Message, budget: Budget, depth: int = 0) -> None:
    """Add a message; one that is attached to another goes under a heading of its own, `depth` levels down."""
    subject = header(message, "Subject")
    if not depth:
        builder.title = subject or None
    builder.heading(subject, 1 + depth)
    for name in _SHOWN:
        if value := header(message, name):
            builder.paragraph(f"{name}: {value}")
    shown, attached = shown_and_attached(message)
    for part in shown:
        add_body(builder, part, 1 + depth)
    for part in attached:
        _add_attached(builder, part, budget, depth)


def _add_attached(builder: DocumentBuilder, part: Message, budget: Budget, depth: int) -> None:
    """Add an attachment; one that cannot be read leaves a note, and the message is read without it."""
    name = words_of(str(part.get_filename() or "attachment"))[:_LONGEST_NAME]
    try:
        if part.get_content_type() == _MESSAGE:
            _add_inner(builder, part.get_payload(0), budget, depth)  # type: ignore[arg-type]  # a message holds one
        else:
            _add_file(builder, payload_of(part), name, part.get_content_type(), budget, depth)
    except (ParseFailed, TypeError, IndexError) as failure:
        detail = failure.detail if isinstance(failure, ParseFailed) else "it is damaged"
        builder.notes.append(f"attachment_unread: {name}: {detail}")


def _add_inner(builder: DocumentBuilder, message: Message, budget: Budget, depth: int) -> None:
    budget.take(b"")
    if depth >= _DEEPEST:
        raise ParseFailed(FailureReason.BOMB, "messages are attached to messages too deeply")
    add_message(builder, message, budget, depth + 1)


def _add_file(
    builder: DocumentBuilder, data: bytes, name: str, declared: str, budget: Budget, depth: int
) -> None:
    budget.take(data)
    parser, telling = choose(data, name, declared)
    if parser.MEDIA_TYPES[0] == _MESSAGE:
        _add_inner(builder, read_message(data), budget, depth)
        return
    document = parser.parse(data, telling)
    builder.heading(name, 2 + depth)
    builder.include(document, deeper=2 + depth)
    builder.notes += [f"{note} (in {name})" for note in document.notes]
