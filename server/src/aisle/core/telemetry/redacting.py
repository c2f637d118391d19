"""What must not be read in a log: values that are secret by their type, and texts that look like it.

Types come first, since they need no guessing: whatever is declared secret cannot be logged by mistake, however deep it lies.
Patterns are the second line, for what libraries and errors say.
"""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import is_dataclass
from typing import Any

from pydantic import SecretBytes, SecretStr

HIDDEN = "[hidden]"
DEEPEST = 8
SECRETS = (SecretStr, SecretBytes, bytes, bytearray, memoryview)
# Tokens of ours and of others (three dotted parts: RFC 7519), passwords in addresses, and e-mail addresses.
PATTERNS = (
    (re.compile(r"aisle_[a-z]{2}_[A-Za-z0-9_-]{16,}"), "[token]"),
    (re.compile(r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"), "[token]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+@"), "[user]@"),
    (re.compile(r"[^\s<>\"'(),:;=\[\]]+@[^\s<>\"'(),:;=\[\]/]+\.[A-Za-z]{2,}"), "[e-mail]"),
)
PLAIN = frozenset({str, int, float, bool, type(None)})
# Nothing of the above is in a text without one of these signs, in small letters; most texts have none.
SIGNS = (b"@", b"aisle_", b"eyj", b"bearer", b"basic")
SCHEME = re.compile(r"(?i)\b(?:bearer|basic)\s")


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide secrets in an event before it is written (a processor of structlog)."""
    return {str(name): cleaned(value) for name, value in event.items()}


def may_hold_secrets(line: bytes) -> bool:
    """Whether a line has a sign of something that would be hidden."""
    small = line.lower()
    # A pattern for all of them takes many times as long.
    return any(sign in small for sign in SIGNS)


def cleaned(value: Any, depth: int = 0) -> Any:
    """Return a value as it may be logged."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, SECRETS) or depth > DEEPEST:
        return HIDDEN
    if isinstance(value, str):
        return _cleaned_text(value)
    if isinstance(value, Mapping):
        return {str(cleaned(name)): cleaned(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(one, depth + 1) for one in value]
    # What an object shows of itself nobody has looked at: its kind is enough.
    return type(value).__name__ if _is_whole_object(value) else _cleaned_text(str(value))


def _cleaned_text(text: str) -> str:
    if not ("@" in text or "aisle_" in text or "eyJ" in text or SCHEME.search(text)):
        return str(text)
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text


def _is_whole_object(value: Any) -> bool:
    return is_dataclass(value) or hasattr(value, "model_dump")
