"""Jobs of mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class SendMail(JobMessage):
    """Make a mail and hand it to the mail server.

    template: its name. ids: what it is about. Nothing personal and no token stands here: jobs are read by operators.
    """

    kind: ClassVar[str] = "send_mail"
    queue: ClassVar[str] = "mail"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 120.0

    template: str
    ids: Mapping[str, str] = field(default_factory=dict)
