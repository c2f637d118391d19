"""What stands beside an answer, as callers receive it: for the OpenAPI document, as `answer_shapes`."""

from pydantic import Field

from aisle.tenants.types import Contact
from aisle.web.answer_shapes import Shape


class Suggestion(Shape):
    """Something to ask next."""

    text: str


class Person(Shape):
    """How to reach a person of the store."""

    contact: Contact


class Passage(Shape):
    """Quoted words' surroundings."""

    text: str
    before: str
    after: str


class CitedPassage(Shape):
    """An opened citation. passage: null once the document was deleted."""

    id: str
    quote: str
    title: str
    url: str | None
    document_id: str
    document_version_id: str
    page: int | None
    section: list[str]
    start: int
    end: int
    passage: Passage | None
    as_of: str


class Metadata(Shape):
    """How sure an answer is and who wrote it; nothing is said of a shopper's message."""

    confidence: float | None = None
    reasons: list[str] = Field(default=[])
    abstained: bool = False
    writer: str = ""
    label: str | None = None
