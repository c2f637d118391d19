"""What stands beside an answer, as callers receive it: for the OpenAPI document, as `answer_shapes`."""

from typing import Literal

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


class CitedBeside(Shape):
    """Another document in which the cited passage stands word for word, as when two sources bring the same page."""

    document_id: str
    title: str
    url: str | None


class CitedPassage(Shape):
    """An opened citation: the words of the document's version that the answer used, whatever became of it since."""

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
    passage: Passage
    as_of: str
    also: list[CitedBeside]


class Notice(Shape):
    """Something that the shopper must know beside the answer."""

    code: Literal["card_number_masked"]
    text: str


class Usage(Shape):
    """Tokens as a model's provider counted them; null where it did not say."""

    model: str
    prompt_tokens: int | None
    completion_tokens: int | None


class Siblings(Shape):
    """The versions of a turn, oldest first, and which of them this is (from 0)."""

    index: int
    count: int
    ids: list[str]


class Disclosure(Shape):
    """That the shopper was told that a machine answers: when, in which version of the words, in which language."""

    at: str
    version: str
    language: str


class Metadata(Shape):
    """How sure an answer is and who wrote it; nothing is said of a shopper's message."""

    confidence: float | None = None
    reasons: list[str] = Field(default=[])
    abstained: bool = False
    writer: str = ""
    label: str | None = None
    release: int = 0
    usage: list[Usage] = Field(default=[])
    broken_off: bool = False
    quoted_because: str | None = None
