"""Questions that a page marks up with their answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from aisle.adapters.parsers.html.walk import INLINE, Step, walk, words
from aisle.knowledge.faq import is_question


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the paragraphs of its answer."""

    question: str
    answers: tuple[str, ...]


def pair_of(tag: str, node: LexborNode) -> Pair | None:
    """Return the question and answer that an element marks up, if it does.

    Two forms are known: schema.org's Question with its accepted answer, and a `details` element whose summary
    asks something. One that holds a table is left to be read as ordinary content.
    """
    if node.css_first("table") is not None:
        return None
    if (node.attributes.get("itemtype") or "").rstrip("/").endswith("schema.org/Question"):
        return _pair(node, "[itemprop=name]", "[itemprop=acceptedAnswer], [itemprop=suggestedAnswer]")
    if tag == "details":
        pair = _pair(node, "summary", "")
        return pair if pair is not None and is_question(pair.question) else None
    return None


def _pair(node: LexborNode, question: str, answer: str) -> Pair | None:
    asked = node.css_first(question)
    if asked is None:
        return None
    answered = node.css_first(answer) if answer else node
    if answered is None:
        return None
    paragraphs = tuple(_paragraphs(answered, asked))
    return Pair(words(asked), paragraphs) if paragraphs else None


def _paragraphs(root: LexborNode, without: LexborNode) -> Iterator[str]:
    """Yield the paragraphs below an element, leaving out one element in it."""
    parts: list[str] = []
    inside = False
    for step, tag, node in walk(root):
        if step is not Step.TEXT and node.mem_id == without.mem_id:
            inside = step is Step.ENTER
        elif step is Step.TEXT and not inside:
            parts.append(node.text_content or "")
        elif tag not in INLINE and (text := " ".join("".join(parts).split())):
            yield text
            parts = []
    if text := " ".join("".join(parts).split()):
        yield text
