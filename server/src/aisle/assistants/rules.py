"""What settings an assistant may have. Every fault is named at once, so that a form can show them together."""

from collections.abc import Collection, Iterator
from itertools import islice

from aisle.assistants.errors import SettingsInvalid
from aisle.assistants.guardrail_rules import guardrail_faults
from aisle.assistants.hidden import hidden_characters
from aisle.assistants.iso_languages import ISO_639_1
from aisle.assistants.types import QUOTE, AssistantSettings
from aisle.assistants.variables import VARIABLES, used_in

MOST_WORDS = 2_000  # characters
MOST_LANGUAGES = 30
_SHOWN = 5
Fault = tuple[str, str]


def check(settings: AssistantSettings, models: Collection[str]) -> None:
    """Raise SettingsInvalid unless an assistant may be set up like this.

    Args:
        settings: What is wanted.
        models: The names of the installation's models; `quote` may always be chosen.
    """
    faults = [
        *_words(settings.words),
        *_languages(settings.languages),
        *_model(settings.model, models),
        *guardrail_faults(settings),
    ]
    if faults:
        errors = [{"at": at, "message": message} for at, message in faults]
        raise SettingsInvalid("; ".join(f"{at}: {message}" for at, message in faults), errors=errors)


def _words(words: str) -> Iterator[Fault]:
    if len(words) > MOST_WORDS:
        yield "words", f"has {len(words):,} characters; at most {MOST_WORDS:,} are kept"
        return
    found = list(islice(hidden_characters(words), _SHOWN))
    if found:
        places = ", ".join(f"U+{ord(character):04X} at {place + 1}" for place, character in found)
        yield "words", f"holds characters that nobody sees ({places}); type the words anew or remove them"
    if unknown := sorted(used_in(words).difference(VARIABLES)):
        named = ", ".join(f"{{{name}}}" for name in unknown[:_SHOWN])
        known = ", ".join(f"{{{name}}}" for name in VARIABLES)
        yield "words", f"names what is no variable ({named}); known are {known}"


def _languages(languages: tuple[str, ...]) -> Iterator[Fault]:
    if len(languages) > MOST_LANGUAGES:
        yield "languages", f"names {len(languages)}; at most {MOST_LANGUAGES} are kept"
        return
    if unknown := [code for code in languages if code not in ISO_639_1]:
        shown = ", ".join(f"“{code[:20]}”" for code in unknown[:_SHOWN])
        yield "languages", f"{shown}: use codes of two small letters (ISO 639-1), as “en” or “de”"
    if len(set(languages)) < len(languages):
        yield "languages", "names a language twice; each stands once, the first for shoppers of any other"


def _model(model: str | None, models: Collection[str]) -> Iterator[Fault]:
    if model is None or model == QUOTE or model in models:
        return
    names = ", ".join(f"“{name}”" for name in (QUOTE, *models))
    yield (
        "model",
        f"“{model[:100]}” is no model of this installation; choose {names}, or none for the usual one",
    )
