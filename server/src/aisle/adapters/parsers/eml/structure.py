"""Taking a message apart, with its nesting bounded before the standard library is let at it."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser

from aisle.knowledge.structure import FailureReason, ParseFailed

# Every line is compared with every open boundary, so many boundaries make reading slow in the square.
MOST_CONTAINERS = 50
_CONTAINER = re.compile(rb"boundary\s*(?:\*\d*\*?)?\s*=|content-type:\s*message/", re.IGNORECASE)


def read_message(data: bytes) -> Message:
    """Return a message with its parts.

    Raises ParseFailed with `bomb` when more containers are opened than a person's mail has.
    """
    opened = sum(1 for _, _ in zip(_CONTAINER.finditer(data), range(MOST_CONTAINERS + 1), strict=False))
    if opened > MOST_CONTAINERS:
        raise ParseFailed(FailureReason.BOMB, f"the message has more than {MOST_CONTAINERS} nested parts")
    # The older policy keeps headers as they came; the newer one parses each with a grammar that hostile ones slow down.
    return BytesParser(policy=policy.compat32).parsebytes(data)
