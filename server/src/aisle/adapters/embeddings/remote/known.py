"""What is known of models that are often used. Others can be used as well: their settings say what is missing here.

Sources: the models' own cards and the providers' references.
"""

from dataclasses import dataclass

ENGLISH = ("en",)


@dataclass(frozen=True, slots=True)
class KnownModel:
    """dimensions: of its vectors unless shortened. tokens: longest text. shortens: whether it was trained to be shortened."""

    dimensions: int
    tokens: int
    shortens: bool = False
    languages: tuple[str, ...] = ()


KNOWN: dict[str, KnownModel] = {
    "text-embedding-3-small": KnownModel(1536, 8191, shortens=True),
    "text-embedding-3-large": KnownModel(3072, 8191, shortens=True),
    "text-embedding-ada-002": KnownModel(1536, 8191),
    "gemini-embedding-001": KnownModel(3072, 2048, shortens=True),
    "gemini-embedding-2": KnownModel(3072, 8192, shortens=True),
    "bge-m3": KnownModel(1024, 8192),
    "nomic-embed-text": KnownModel(768, 2048, languages=ENGLISH),
    "mxbai-embed-large": KnownModel(1024, 512, languages=ENGLISH),
    "all-minilm": KnownModel(384, 256, languages=ENGLISH),
}


def known_model(model: str) -> KnownModel | None:
    """Find a model by its name, with or without the publisher before it and a tag behind: "baai/bge-m3:latest"."""
    bare = model.rpartition("/")[2].partition(":")[0].lower()
    return KNOWN.get(bare)
