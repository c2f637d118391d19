"""The demo shop's own guides and the local embedder: right guide quoted, nothing made up."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from answering_factories import ask, evidence, measured, passage

import aisle.demo
from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.adapters.parsers.markdown import parse
from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.llm.ports import EmbeddingKind
from aisle.retrieval.types import Wants

pytestmark = pytest.mark.slow

SOURCES = Path(aisle.demo.__path__[0]) / "shop" / "sources"

ANSWERABLE = [
    ("How long do I have to return something?", "60 days"),
    ("Can I return worn boots?", "Worn outside, no"),
    ("How long does delivery take?", "2–3 working days"),
    ("Do you match prices?", "14 days"),
    ("When do refunds arrive?", "2 working days"),
    ("Do you ship gas canisters?", "UK mainland addresses"),
    ("Do you offer student discount?", "10%"),
    ("Which rucksack size for a 44 cm back?", "S/M: back length 42–47 cm"),
    ("What is a hydrostatic head?", "column of water"),
    ("How long is the warranty?", "5 years"),
    ("How much does it cost to resole my boots?", "£68"),
    ("Can I wash my tent in the washing machine?", "No washing machine"),
    ("What can't come back?", "[1]"),
    ("Do you deliver on Saturdays?", "Yes, on the mainland"),
    ("Can I collect from a shop?", "Kendal"),
]
UNANSWERABLE = [
    "do you sell kayaks",
    "what is the CEO's salary",
    "do you price match Amazon on Mars",
    "Can I pay with Klarna?",
    "who won the world cup?",
    "Do you install solar panels?",
    "what is the meaning of life",
    "Do you have a loyalty programme for airlines?",
    "can you book me a hotel in Paris",
    "what is your share price on the stock exchange",
]


@pytest.fixture(scope="module")
async def guides(tmp_path_factory):
    embed = MiniLmEmbedder(tmp_path_factory.mktemp("models"))
    chunks = []
    for path in sorted(SOURCES.glob("*.md")):
        title = re.search(r"^title: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE).group(1)
        document = parse(path.read_bytes(), path.name)
        chunks += [(title, one) for one in chunk(document, ChunkingSettings(), embed.count_tokens)]
    texts = [f"{title}\n{one.context}\n{one.text}" for title, one in chunks]
    vectors = await embed.embed(texts, EmbeddingKind.PASSAGE)

    async def find(question: str):
        near = vectors @ (await embed.embed([question], EmbeddingKind.QUERY))[0]
        hits = [
            passage(
                one.text, title, kind=one.kind, section=one.section, context=one.context, start=one.start,
                similarity=max(0.0, float(cosine)),
            )
            for (title, one), cosine in zip(chunks, near, strict=True)
        ]  # fmt: skip
        hits = measured(question, hits)
        order = np.argsort([-(hit.similarity + hit.coverage) for hit in hits])[:8]
        return evidence([hits[place] for place in order], wants=Wants.KNOWLEDGE)

    yield embed, find
    await embed.close()


@pytest.mark.parametrize(("question", "expected"), ANSWERABLE)
async def test_answers_from_the_guides(guides, question, expected):
    embed, find = guides
    answer = await ask(question, await find(question), embed=embed)
    said = "\n".join(getattr(segment, "text", "") for segment in answer.segments)
    assert expected in said
    assert answer.citations


@pytest.mark.parametrize("question", UNANSWERABLE)
async def test_does_not_guess(guides, question):
    embed, find = guides
    answer = await ask(question, await find(question), embed=embed)
    assert answer.abstained
    assert answer.citations == ()
