"""How an assistant is set up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

QUOTE = "quote"  # in place of a model's name: never ask one


class Tone(StrEnum):
    """How an assistant speaks."""

    FRIENDLY = "friendly"
    PLAIN = "plain"
    EXPERT = "expert"
    LIVELY = "lively"
    FORMAL = "formal"


class Length(StrEnum):
    """How much it says: about two, four or eight sentences."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Unsupported(StrEnum):
    """What becomes of a sentence that the evidence does not bear out.

    Drop: the shopper never sees it. Mark: it is shown as not found in the shop's sources. Ask: it is left out, and the
    answer ends with a question that would settle it, or the offer of a person.
    """

    DROP = "drop"
    MARK = "mark"
    ASK = "ask"


class KeptAnswers(StrEnum):
    """Whether an answer may be given again: never, to the same question, or also to one that means the same."""

    OFF = "off"
    EXACT = "exact"
    SEMANTIC = "semantic"


@dataclass(frozen=True, slots=True)
class AssistantSettings:
    """What a release fixes.

    Attributes:
        words: The merchant's own words on manner, beside the tone; they never change what counts as evidence.
        languages: ISO 639-1 codes it answers in, the first where the shopper's is none of them; empty means any.
        model: A model's name, `quote` for none, None for the installation's.
        falls_back: Whether it quotes when the model fails; otherwise it says that it cannot answer now.
        kept_answers: Which questions of anonymous shoppers may be answered by an answer that was given before.
        refuses: Topics that are not spoken of: a message with all words of one gets the refusal.
        refusal: What is said then; empty for the usual words.
        avoids: Words that nothing it says may hold, whoever wrote it.
        least_evidence: The score, 0 to 1, below which no passage is used.
        source_weights: By a source's id how much its passages count, 0 to 3: none, half, as found (1, where it is not named), more.
    """

    tone: Tone = Tone.FRIENDLY
    words: str = ""
    length: Length = Length.MEDIUM
    languages: tuple[str, ...] = ()
    unsupported: Unsupported = Unsupported.DROP
    model: str | None = None
    falls_back: bool = True
    kept_answers: KeptAnswers = KeptAnswers.OFF
    refuses: tuple[str, ...] = ()
    refusal: str = ""
    avoids: tuple[str, ...] = ()
    least_evidence: float = 0.0
    source_weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """The settings under which an assistant answers now."""

    id: UUID
    assistant_id: UUID
    name: str
    number: int
    settings: AssistantSettings


@dataclass(frozen=True, slots=True)
class Draft:
    """The settings as they would be published, beside the live release.

    Attributes:
        changed_at: When it was last changed, in UTC; None where it is what the live release says.
        changed_by: Who changed it: the kind and the id of a credential.
        revision: Grows with every change of what the draft says; a save that was begun at another one is refused.
    """

    settings: AssistantSettings
    live: Release
    changed_at: datetime | None = None
    changed_by: str | None = None
    revision: int = 0

    @property
    def differs(self) -> tuple[str, ...]:
        """Names of the settings that publishing would change."""
        was, now = settings_to_json(self.live.settings), settings_to_json(self.settings)
        return tuple(name for name in now if now[name] != was[name])


@dataclass(frozen=True, slots=True)
class PastRelease:
    """A release, live or not, with who made it and when.

    Attributes:
        restores: The number of the earlier release that it brings back, where it does.
        created_by: The kind and the id of a credential; `system` for the first release of a store.
        note: Why it was published.
    """

    release: Release
    is_live: bool
    restores: int | None
    created_at: datetime
    created_by: str
    note: str = ""


def settings_to_json(settings: AssistantSettings) -> dict[str, Any]:
    """Return settings as a release's row keeps them."""
    return {
        "tone": settings.tone.value,
        "words": settings.words,
        "length": settings.length.value,
        "languages": list(settings.languages),
        "unsupported": settings.unsupported.value,
        "model": settings.model,
        "falls_back": settings.falls_back,
        "kept_answers": settings.kept_answers.value,
        "refuses": list(settings.refuses),
        "refusal": settings.refusal,
        "avoids": list(settings.avoids),
        "least_evidence": settings.least_evidence,
        "source_weights": dict(settings.source_weights),
    }


def settings_from_json(data: dict[str, Any]) -> AssistantSettings:
    """Read what `settings_to_json` wrote; what is missing has its usual value."""
    usual = AssistantSettings()
    return AssistantSettings(
        tone=Tone(data.get("tone", usual.tone)),
        words=data.get("words", usual.words),
        length=Length(data.get("length", usual.length)),
        languages=tuple(data.get("languages", usual.languages)),
        unsupported=Unsupported(data.get("unsupported", usual.unsupported)),
        model=data.get("model", usual.model),
        falls_back=data.get("falls_back", usual.falls_back),
        kept_answers=KeptAnswers(data.get("kept_answers", usual.kept_answers)),
        refuses=tuple(data.get("refuses", ())),
        refusal=data.get("refusal", ""),
        avoids=tuple(data.get("avoids", ())),
        least_evidence=float(data.get("least_evidence", 0.0)),
        source_weights=weights_of(data.get("source_weights", {})),
    )


def weights_of(by_source: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return weights in one order, so that equal ones are equal."""
    return tuple(sorted((source, float(weight)) for source, weight in by_source.items()))
