"""What the demo shop's window, its past and the how-tos open with is answered from its guides, by words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from answering_factories import EMBED, ask, evidence, measured, passage

import aisle.demo
from aisle.adapters.parsers.markdown import parse
from aisle.answering.interpret import interpret
from aisle.demo import content
from aisle.demo.history import TALKS
from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.llm.errors import EmbedderUnavailable
from aisle.retrieval.types import PassageHit, Wants

SOURCES = Path(aisle.demo.__path__[0]) / "shop" / "sources"
READ = 8

# Questions that goods answer are asked of the whole shop, in tests/demo.
OPENINGS = {
    "How long can I return goods?": "60 days",
    "How long do I have to return something?": "60 days",
    "Can I machine wash a waxed jacket?": "Never",
    "How much is delivery to Orkney?": "£6.95",
    "Do you deliver to Germany?": "European Union",
    "Do you repair zips?": "£12",
    "How long is the guarantee on a tent?": "5 years",
}


class Down:
    """An embedder that is gone: words decide alone."""

    name, dimensions, languages = "down", EMBED.dimensions, EMBED.languages
    count_tokens = staticmethod(EMBED.count_tokens)

    async def embed(self, texts, kind):
        raise EmbedderUnavailable("It is gone.")


@pytest.fixture(scope="module")
def guides() -> Sequence[PassageHit]:
    found = []
    for path in sorted(SOURCES.glob("*.md")):
        title = re.search(r"^title: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE).group(1)
        for one in chunk(parse(path.read_bytes(), path.name), ChunkingSettings(), EMBED.count_tokens):
            hit = passage(
                one.text, title, kind=one.kind, section=one.section, context=one.context, start=one.start
            )
            found.append(replace(hit, similarity=None))
    return found


@pytest.mark.parametrize(("question", "expected"), OPENINGS.items())
async def test_an_opening_question_is_answered(guides, question, expected):
    hits = measured(interpret(question, (), "en", "en").standalone_query, guides)
    nearest = sorted(hits, key=lambda hit: -hit.coverage)[:READ]
    answer = await ask(question, evidence(nearest, wants=Wants.KNOWLEDGE), embed=Down())
    assert not answer.abstained
    assert expected in "\n".join(getattr(segment, "text", "") for segment in answer.segments)


def test_they_are_the_ones_that_are_shown():
    shown = {*content.store().suggestions, *(talk.asked[0] for talk in TALKS)}
    assert set(OPENINGS) - shown == {"How long do I have to return something?"}  # of the tutorial
