"""What reading a picture of a page needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class RecognitionFailed(Exception):
    """The engine gave no text for a page: it broke, took too long or answered nonsense. The message says which."""


@dataclass(frozen=True, slots=True)
class EngineState:
    """Whether pages can be read here. `detail` names engine and languages, or says what to install."""

    available: bool
    detail: str
    languages: tuple[str, ...] = ()


class OcrEngine(Protocol):
    """Reads the text in pictures of pages."""

    async def state(self) -> EngineState:
        """Return whether the engine can be used, found once."""
        ...

    async def recognise(self, picture: bytes, languages: Sequence[str]) -> list[str]:
        """Read one page.

        Args:
            picture: the page as a grey portable map (PGM, "P5", 8 bits).
            languages: ISO 639-1 codes that the text may be in; those the engine does not know are passed over.

        Returns:
            The paragraphs in reading order; none where it finds no words.

        Raises:
            RecognitionFailed.
        """
        ...


class NoEngine:
    """Stands in where no engine is installed or wanted."""

    def __init__(self, detail: str) -> None:
        self._detail = detail

    async def state(self) -> EngineState:
        """Say why there is none."""
        return EngineState(False, self._detail)

    async def recognise(self, picture: bytes, languages: Sequence[str]) -> list[str]:
        """Refuse."""
        raise RecognitionFailed(self._detail)
