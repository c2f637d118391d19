"""Articles cut into chunks, with questions answered by a few words of one chunk: running text to learn from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aisle.adapters.parsers import text
from benchmarks.labelled.sets import LabelledSet
from benchmarks.labelled.spans import Solid, Span, pieces_of, touching

Answer = tuple[str, str, tuple[Span, ...]]  # question, article, where the answer stands


def articles(folder: Path, language: str, tokens: int) -> LabelledSet:
    """Join the paragraphs of each XQuAD article to one text and cut it with the product's own chunker.

    A question whose answer the parsed text does not hold word for word is left out.
    """
    texts: list[str] = []
    places: list[tuple[str, Span]] = []
    answers: list[Answer] = []
    for article in json.loads((folder / "xquad" / f"xquad.{language}.json").read_text(encoding="utf-8"))[
        "data"
    ]:
        body = "\n\n".join(one["context"] for one in article["paragraphs"])
        document = text.parse(body.encode(), "article.md")
        for embedded, span in pieces_of(document, tokens):
            texts.append(embedded)
            places.append((article["title"], span))
        answers += _answers(article, Solid(document.text))
    gains = (touching(places, name, spans) for _, name, spans in answers)
    asked = [(question, gain) for (question, _, _), gain in zip(answers, gains, strict=True) if gain]
    return LabelledSet(
        f"articles-{language}-{tokens}",
        language,
        tuple(texts),
        tuple(question for question, _ in asked),
        tuple(gain for _, gain in asked),
        documents=tuple(name for name, _ in places),
    )


def _answers(article: dict[str, Any], body: Solid) -> Iterator[Answer]:
    for paragraph in article["paragraphs"]:
        for asked in paragraph["qas"]:
            answer = asked["answers"][0]
            span = body.find(answer["text"], paragraph["context"][: answer["answer_start"]])
            yield asked["question"], article["title"], (span,)
