"""What a job is told: a frozen dataclass with a kind, carried as JSON under a signature."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from pydantic import TypeAdapter

from aisle.core.errors import AisleError


class Permanent(AisleError):
    """Trying again cannot help: the job goes to the dead letters at once."""

    code = "job_permanent"
    title = "The job cannot be done"


class Resting(AisleError):
    """The job's tenant or store is suspended, or its kind rests there: it waits as long as that lasts, and costs no attempt."""

    code = "job_resting"
    title = "The job waits until its organization or store is resumed, or its kind may go on"


@dataclass(frozen=True, slots=True)
class JobMessage:
    """Base of every job. Subclasses add fields and set the class variables."""

    kind: ClassVar[str]
    queue: ClassVar[str]
    right: ClassVar[str]  # the action that the runner's gate asks for before the job runs
    while_resting: ClassVar[bool] = (
        False  # runs although its tenant or store is suspended, as what clears up does
    )
    max_attempts: ClassVar[int] = 5
    timeout: ClassVar[float] = 600.0  # seconds one attempt may take
    concurrency: ClassVar[int | None] = (
        None  # jobs of this kind at once in one worker; None: as the queue allows
    )


def encode(message: JobMessage) -> dict[str, Any]:
    """Turn a message into plain JSON values."""
    return TypeAdapter(type(message)).dump_python(message, mode="json")  # type: ignore[no-any-return]


def decode(message_type: type[JobMessage], payload: dict[str, Any]) -> JobMessage:
    """Rebuild a message. Raises Permanent when the payload does not fit this release's message."""
    try:
        return TypeAdapter(message_type).validate_python(payload)
    except ValueError as error:
        raise Permanent(f"The payload of {message_type.kind} is not readable: {error}") from error


def sign(
    key: bytes, organization_id: UUID, store_id: UUID | None, job_id: UUID, kind: str, payload: dict[str, Any]
) -> bytes:
    """Bind a payload to its tenant: a row copied to another tenant, or edited, is not run."""
    body = json.dumps([str(organization_id), str(store_id), str(job_id), kind, payload], sort_keys=True)
    return hmac.new(key, body.encode(), hashlib.sha256).digest()
