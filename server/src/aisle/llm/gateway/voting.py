"""Which of several answers is taken: the one that most agree on, or the one in the middle."""

import json
import re
from collections import Counter
from collections.abc import Sequence

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def canonical(text: str) -> str:
    """Return an answer without what means nothing: of JSON the order of keys and the blanks, of words their case."""
    try:
        return json.dumps(_plain(json.loads(text)), sort_keys=True, ensure_ascii=False)
    except (ValueError, RecursionError):
        return " ".join(text.casefold().split()).rstrip(".!")


def majority(texts: Sequence[str]) -> int:
    """Return the place of the answer that most agree on; of equals, the first. texts: at least one."""
    votes = Counter(canonical(text) for text in texts)
    most = max(votes.values())
    return next(at for at, text in enumerate(texts) if votes[canonical(text)] == most)


def is_decided(texts: Sequence[str], voters: int) -> bool:
    """Whether no vote that is missing can change the majority."""
    votes = Counter(canonical(text) for text in texts).most_common(1)
    return bool(votes) and votes[0][1] * 2 > voters


def middle(texts: Sequence[str]) -> int:
    """Return the place of the answer whose first number is the middle one, of an even count the lower; without numbers the majority's."""
    numbered = sorted(
        (float(found.group()), at) for at, text in enumerate(texts) if (found := NUMBER.search(text))
    )
    return numbered[(len(numbered) - 1) // 2][1] if numbered else majority(texts)


def _plain(value: object) -> object:
    """Return a JSON value whose numbers are equal where they are worth the same."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.strip() if isinstance(value, str) else value
