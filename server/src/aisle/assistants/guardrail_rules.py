"""What guardrails and weights an assistant may have."""

from collections.abc import Iterator
from uuid import UUID

from aisle.assistants.hidden import hidden_characters
from aisle.assistants.types import AssistantSettings

MOST_TOPICS, MOST_PHRASES, MOST_SOURCES = 30, 50, 100
LONGEST_TOPIC, LONGEST_REFUSAL = 100, 500  # characters
MOST_WEIGHT, MOST_EVIDENCE = 3.0, 0.95
Fault = tuple[str, str]


def guardrail_faults(settings: AssistantSettings) -> Iterator[Fault]:
    """Yield what is wrong with guardrails and weights: the setting, and what to do."""
    yield from _phrases("refuses", settings.refuses, MOST_TOPICS)
    yield from _phrases("avoids", settings.avoids, MOST_PHRASES)
    if len(settings.refusal) > LONGEST_REFUSAL:
        yield "refusal", f"has {len(settings.refusal):,} characters; at most {LONGEST_REFUSAL} are kept"
    elif any(hidden_characters(settings.refusal)):
        yield "refusal", "holds characters that nobody sees; type it anew or remove them"
    if not 0 <= settings.least_evidence <= MOST_EVIDENCE:
        yield "least_evidence", f"is a share from 0 to {MOST_EVIDENCE}"
    yield from _weights(settings.source_weights)


def _phrases(name: str, phrases: tuple[str, ...], most: int) -> Iterator[Fault]:
    if len(phrases) > most:
        yield name, f"names {len(phrases)}; at most {most} are kept"
        return
    for place, one in enumerate(phrases, 1):
        if len(one) > LONGEST_TOPIC or not any(character.isalnum() for character in one):
            yield name, f"number {place}: write 1 to {LONGEST_TOPIC} characters, with a word among them"
        elif any(hidden_characters(one)):
            yield name, f"number {place} holds characters that nobody sees; type it anew"


def _weights(weights: tuple[tuple[str, float], ...]) -> Iterator[Fault]:
    if len(weights) > MOST_SOURCES:
        yield "source_weights", f"names {len(weights)} sources; at most {MOST_SOURCES} are kept"
        return
    for source, weight in weights:
        if not _is_id(source):
            yield "source_weights", f"“{source[:40]}” is no id of a source"
        elif not 0 <= weight <= MOST_WEIGHT:
            yield "source_weights", f"{source}: a weight is from 0 (not used) to {MOST_WEIGHT:g}"


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
