"""What callers are answered on sources, their runs and their problems, as the OpenAPI document tells it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from aisle.sources.connections.types import ConnectionState, Health
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Cause, Mode, RunState
from aisle.sources.syncing.viewing import Progress


class KindResource(BaseModel):
    """How changes of a resource are found."""

    delta: str
    overlap_seconds: float
    silent: list[str]
    lists_ids: bool


class KindConsent(BaseModel):
    """What a person is asked to say yes to, in a browser."""

    scopes: list[str]


class KindForm(BaseModel):
    """JSON Schemas of what a kind is connected with."""

    options: dict[str, Any]
    credentials: dict[str, Any]


class SourceKind(BaseModel):
    """A kind of source. consent: null where nobody has to say yes in a browser."""

    kind: str
    title: str
    summary: str
    resources: dict[Resource, KindResource]
    webhooks: bool
    consent: KindConsent | None
    form: KindForm


class SourceKindList(BaseModel):
    """Kinds by name."""

    items: list[SourceKind]


class DetectedKind(BaseModel):
    """A likely kind. certainty: 0 to 1. options: those that could be filled in. evidence: what showed it, in words."""

    kind: str
    certainty: float
    options: dict[str, Any]
    evidence: str


class DetectedKindList(BaseModel):
    """Likely kinds, the likeliest first."""

    items: list[DetectedKind]


class TriedSample(BaseModel):
    """The first items of a resource as rules would keep them. lineage: by item and field, the rules that changed it."""

    items: list[dict[str, Any]]
    problems: list[dict[str, str]]
    lineage: dict[str, dict[str, list[str]]]
    code: str | None
    detail: str | None


class TriedSource(BaseModel):
    """What a first look at a shop found. missing: rights that the credentials lack, by resource."""

    shop: str | None
    currency: str | None
    time_zone: str | None
    counts: dict[Resource, int]
    missing: dict[Resource, str]
    warnings: list[str]
    samples: dict[Resource, TriedSample]


class SourceHealth(BaseModel):
    """How a source is, why, and since when. rests_until: the shop is left alone until then."""

    state: Health
    code: str | None
    detail: str | None
    since: datetime
    failures: int
    rests_until: datetime | None


class ConnectedSource(BaseModel):
    """A source, how it is read, and how it is. Never its credentials."""

    id: UUID
    kind: str
    name: str
    options: dict[str, Any]
    has_credentials: bool
    credentials_set_at: datetime | None
    resources: list[Resource]
    at_once: int
    per_second: float
    schedule: str | None
    reconcile: str | None
    time_zone: str
    priority: int
    rules: list[Any]
    settings: dict[str, Any]
    state: ConnectionState
    health: SourceHealth
    next_sync_at: datetime | None
    waits_for: str | None
    next_reconcile_at: datetime | None
    created_at: datetime
    updated_at: datetime


class LastRun(BaseModel):
    """A source's newest run. records: read so far; total: about how many there will be, null while nobody knows."""

    id: UUID
    state: RunState
    finished_at: datetime | None
    records: int
    total: int | None


class ListedSource(ConnectedSource):
    """A source in a list. holds: live records by resource. problems: those that are open."""

    last_run: LastRun | None
    holds: dict[str, int]
    problems: int


class SourcePage(BaseModel):
    """Sources, the oldest first."""

    items: list[ListedSource]
    next_cursor: str | None


class RunCounts(BaseModel):
    """What a run did with a resource's records."""

    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    problems: int = 0


class SyncRun(BaseModel):
    """A run as lists show it."""

    id: UUID
    source_id: UUID
    mode: Mode
    cause: Cause
    state: RunState
    stage: str | None
    asked: Literal["pause", "stop"] | None
    resources: list[Resource]
    counts: dict[str, RunCounts]
    code: str | None
    detail: str | None
    undoes: UUID | None
    job_id: UUID | None
    created_by: str
    created_at: datetime
    started_at: datetime | None
    staged_at: datetime | None
    finished_at: datetime | None


class StartedSyncRun(SyncRun):
    """A run that was begun. early: why the schedule would not have begun it yet."""

    early: str | None


class SyncRunPage(BaseModel):
    """Runs, the newest first."""

    items: list[SyncRun]
    next_cursor: str | None


class RunDifference(BaseModel):
    """What going live would change, by resource and action; why a person should look; questions that would lose their answer."""

    model_config = ConfigDict(extra="allow")

    records: dict[str, dict[str, int]] = {}
    reasons: list[str] = []
    questions_lost: list[str] = []


class FollowedRun(SyncRun):
    """A run with its counts so far, its progress and the difference that it would make."""

    progress: Progress
    difference: RunDifference | None


class ProblemCause(BaseModel):
    """Open problems of one cause. example: the shop's id of one of the records."""

    resource: Resource
    code: str
    field: str
    action: str
    reason: str
    count: int
    example: str | None
    last_at: datetime


class SourceProblem(BaseModel):
    """A record in quarantine. action: what a person can do. times: how often it was met."""

    id: UUID
    resource: Resource
    external_id: str | None
    code: str
    field: str
    reason: str
    action: str
    state: Literal["open", "repaired", "dismissed"]
    times: int
    first_at: datetime
    last_at: datetime


class RawProblem(SourceProblem):
    """A record in quarantine, with the record as it came."""

    raw: Any


class ProblemPage(BaseModel):
    """Open problems of a source by cause and one by one, the newest first."""

    causes: list[ProblemCause]
    items: list[SourceProblem]
    next_cursor: str | None


class DismissedProblems(BaseModel):
    """How many problems were closed."""

    dismissed: int
