"""The messages between the client, the warm server and the supervisor of one file."""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from aisle.adapters.sandbox.limits import SandboxLimits

READY = b"ready"
# A file name and limits; file names have at most 255 bytes on Linux, and are cut to that before.
MESSAGE_BYTES = 16_384
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read. Its bytes and the socket for the answer travel beside it as descriptors.

    `converter` names what is to be made of the file instead of a document, with its arguments.
    """

    name: str
    declared_type: str | None
    limits: SandboxLimits
    is_probe: bool = False
    converter: str | None = None
    arguments: dict[str, int] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Write the job; half characters in the name are replaced."""
        message = json.dumps({**asdict(self), "name": self.name[-_LONGEST_NAME:]})
        return message.encode("utf-8")

    @classmethod
    def from_bytes(cls, message: bytes) -> "Job":
        """Read a job. The client is trusted, so a wrong one is a bug and may raise anything."""
        fields = json.loads(message)
        return cls(**{**fields, "limits": SandboxLimits(**fields["limits"])})


class Outcome(StrEnum):
    """How a child ended, as its supervisor saw it."""

    ANSWERED = "answered"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    TOO_MUCH_OUTPUT = "too_much_output"


def header(outcome: Outcome) -> bytes:
    """Return the line that stands before the child's answer."""
    return outcome.value.encode("ascii") + b"\n"
