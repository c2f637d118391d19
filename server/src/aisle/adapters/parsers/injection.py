"""Noticing text that is written to a language model instead of to a reader.

Such text is only marked. Removing it would change what a citation quotes, and no list of phrases is complete:
the defence is that nothing a document says can act.
"""

import re
from collections.abc import Iterator

_FEW_WORDS = r"\s{1,5}(?:\w{1,30}\s{1,5}){0,4}"
_MARKS = re.compile(
    rf"\b(?:ignore|disregard|forget|override){_FEW_WORDS}(?:instructions?|prompts?|rules|guidelines)\b"
    rf"|\b(?:ignoriere|vergiss|missachte){_FEW_WORDS}(?:anweisung\w*|instruktion\w*|regeln)\b"
    rf"|\b(?:ignorez|oublie|oubliez){_FEW_WORDS}(?:instructions|consignes|règles)\b"
    rf"|\b(?:ignora|ignore|olvida|olvide){_FEW_WORDS}(?:instrucciones|reglas)\b"
    r"|\byou are (?:now|no longer) (?:an?|the|in|bound)\b|\bsystem prompt\b|\bdeveloper mode\b|\bjailbreak\b"
    r"|\bdo not (?:tell|inform|mention (?:this|it) to) the (?:user|customer|shopper)\b"
    r"|<\|(?:im_start|im_end|system|user|assistant)\|>|\[/?inst\]|<</?sys>>|\b(?:system|assistant):\s"
)
# Each mark holds one of these. Looking for them is sixty times as fast as looking for the marks.
_TRIGGERS = (
    "ignor", "disregard", "forget", "overrid", "vergiss", "missachte", "oublie", "olvid", "you are no",
    "system prompt", "developer mode", "jailbreak", "do not tell", "do not inform", "do not mention",
    "<|", "inst]", "sys>", "system:", "assistant:",
)  # fmt: skip
_BEFORE, _AFTER = 20, 180
_MOST_OF_ONE = 1_000


def count_injection_marks(text: str) -> int:
    """Count the phrases that address a language model, in English, German, French and Spanish."""
    lowered = text.lower()
    return len({match.start() for at in _triggers(lowered) for match in _marks_near(lowered, at)})


def _triggers(lowered: str) -> Iterator[int]:
    for trigger in _TRIGGERS:
        at = lowered.find(trigger)
        for _ in range(_MOST_OF_ONE):
            if at < 0:
                break
            yield at
            at = lowered.find(trigger, at + 1)


def _marks_near(lowered: str, at: int) -> Iterator[re.Match[str]]:
    return _MARKS.finditer(lowered, max(0, at - _BEFORE), at + _AFTER)
