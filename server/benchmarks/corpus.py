"""Made texts and vectors for search: a Zipf vocabulary, topics, and vectors in clusters around their topics.

A topic's centre is the stub embedder's vector of its words, so that a question in a topic's words lies near its texts.
"""

import random
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from aisle.adapters.embeddings import HashedEmbedder
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.retrieval.analysis import terms_of

SYLLABLES = ("bal", "dor", "fen", "gam", "kul", "lop", "mir", "nav", "pod", "ruk", "sol", "tam", "vin", "zor")
TOPIC_WORDS, COMMON_WORDS, LENGTH = 3, 4, 60
FREQUENT = 200  # topics have rarer words than these
NOISE = 0.8  # length of what is added to a centre of length 1


@dataclass(frozen=True)
class Corpus:
    """A language of its own. words: size of the vocabulary; topics: how many clusters."""

    words: int = 8_000
    topics: int = 1_000
    seed: int = 17

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Words that are their own index terms, the most frequent first."""
        made = ["".join(parts) for parts in product(SYLLABLES, repeat=4)]
        random.Random(self.seed).shuffle(made)
        return tuple(islice((word for word in made if terms_of(word, "en") == [word]), self.words))

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """How often each word occurs (Zipf's law)."""
        weights = 1 / np.arange(1, len(self.vocabulary) + 1)
        return weights / weights.sum()

    @cached_property
    def topic_words(self) -> NDArray[np.int64]:
        """The words of each topic, by their place."""
        chance = np.random.default_rng(self.seed)
        return chance.integers(FREQUENT, len(self.vocabulary), (self.topics, TOPIC_WORDS))

    @cached_property
    def centres(self) -> Vectors:
        """The centre of each topic."""
        named = [" ".join(self.vocabulary[place] for place in places) for places in self.topic_words]
        return embedded(named)

    def texts(self, count: int, seed: int) -> tuple[list[list[str]], Vectors]:
        """Return the words of some texts, and their vectors."""
        chance = np.random.default_rng(seed)
        topics = chance.integers(0, self.topics, count)
        words = chance.choice(len(self.vocabulary), (count, LENGTH), p=self.shares)
        words[:, : 2 * TOPIC_WORDS] = np.tile(self.topic_words[topics], 2)
        noise = chance.standard_normal((count, self.centres.shape[1]), np.float32)
        noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
        vectors = self.centres[topics] + noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return [[self.vocabulary[place] for place in row] for row in words], vectors

    def questions(self, count: int, seed: int) -> list[str]:
        """Return questions of seven words: a topic's three and four of any kind."""
        chance = np.random.default_rng(seed)
        topics = chance.integers(0, self.topics, count)
        common = chance.choice(len(self.vocabulary), (count, COMMON_WORDS), p=self.shares)
        rows = np.hstack([self.topic_words[topics], common])
        return [" ".join(self.vocabulary[place] for place in row) for row in rows]


def embedded(texts: list[str]) -> Vectors:
    """Embed with the stub, which never waits: one step of its coroutine is all of it."""
    step = HashedEmbedder().embed(texts, EmbeddingKind.PASSAGE)
    try:
        step.send(None)
    except StopIteration as done:
        vectors: Vectors = done.value
        return vectors
    raise RuntimeError("the stub embedder waited")
