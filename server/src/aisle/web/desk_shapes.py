"""What the console is answered: the shapes of lists and pages for staff."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from aisle.conversations.inbox.types import ListedConversation, Note, Presence, SavedView
from aisle.core.jobs.operations import DeadGroup
from aisle.overview.notices import ToldNotice
from aisle.overview.types import DayNumbers, Need
from aisle.widget.types import WidgetSettings


class ConversationPage(BaseModel):
    """Conversations, the last spoken in first."""

    items: list[ListedConversation]
    next_cursor: str | None


class ShownFeedback(BaseModel):
    """What a shopper thought of an answer, with the question and the release that answered, and who has dealt with it."""

    message_id: UUID
    conversation_id: UUID
    rating: Literal["up", "down"]
    reasons: list[str]
    comment: str | None
    question: str
    answer: str
    release: int | None
    at: datetime
    dealt_by: str | None
    dealt_at: datetime | None
    dealt_by_name: str | None


class RatingCounts(BaseModel):
    """How often a rating was given, how many of them nobody has dealt with, and each reason with it."""

    total: int
    open: int
    reasons: dict[str, int]


class FeedbackPage(BaseModel):
    """What shoppers thought, the newest first, with counts of all."""

    items: list[ShownFeedback]
    counts: dict[Literal["up", "down"], RatingCounts]
    next_cursor: str | None


class EarlierChat(BaseModel):
    """Another conversation of the same shopper."""

    id: UUID
    last_at: datetime


class ConversationSide(BaseModel):
    """What stands beside a thread."""

    conversation: ListedConversation
    notes: list[Note]
    draft: str | None
    presence: list[Presence]
    feedback: list[ShownFeedback]
    earlier: list[EarlierChat]
    consent: dict[str, Any] | None
    disclosed_at: datetime


class PresentStaff(BaseModel):
    """Who is looking."""

    items: list[Presence]


class ViewList(BaseModel):
    """Saved views."""

    items: list[SavedView]


class TraceStep(BaseModel):
    """A step of an answer, in milliseconds from its beginning. error: a code, where it failed."""

    name: str
    start_ms: float
    ms: float
    error: str | None = None


class TraceScores(BaseModel):
    """Nearness in meaning and in words, and where it was ranked: 0 to 1, higher is nearer."""

    meaning: float | None
    words: float | None
    rank: float


class TracePassage(BaseModel):
    """A passage that was found. why_not: a code, where it was not used."""

    title: str
    section: list[str]
    url: str | None
    document_id: UUID
    document_version_id: UUID
    chunk_id: UUID
    text: str
    scores: TraceScores
    used: bool
    why_not: str | None


class TraceProduct(BaseModel):
    """A product that was found. overridden: fields that say what the merchant says; older traces do not know."""

    id: UUID
    title: str
    scores: TraceScores
    used: bool
    overridden: list[str] = []


class TraceClaim(BaseModel):
    """A sentence of the answer with what became of it. shown: as the shopper saw it; null where it was left out.

    support: 0 to 1, how far what it cites bears it out; null where nothing was claimed. method: who judged.
    """

    text: str
    shown: str | None
    verdict: Literal["shown", "marked", "dropped", "rewritten"]
    marks: list[int]
    faults: list[str]
    support: float | None
    method: Literal["quote", "rules", "judge"]


class TracePrompt(BaseModel):
    """A part of what a model was told, with about how many tokens it takes."""

    part: str
    tokens: int
    text: str


class AnswerTrace(BaseModel):
    """How an answer came about."""

    message_id: UUID
    conversation_id: UUID
    turn_id: UUID
    created_at: datetime
    timing: dict[str, float]
    steps: list[TraceStep]
    query: dict[str, Any]
    passages: list[TracePassage]
    products: list[TraceProduct]
    degraded: list[str]
    prompts: list[TracePrompt]
    claims: list[TraceClaim] = []
    routing: list[dict[str, Any]]
    prompt_versions: list[dict[str, Any]]
    told: dict[str, Any]
    spent: list[dict[str, Any]] | None


class CountedShare(BaseModel):
    """A share with its counts. few: too few cases to tell a percentage of."""

    count: int
    of: int
    share: float | None
    few: bool


class HomeCost(BaseModel):
    """What models took in one currency."""

    total: Decimal
    per_conversation: Decimal | None


class FirstWords(BaseModel):
    """How soon answers had first words, in milliseconds."""

    p50: float | None
    p95: float | None


class HomeNumbers(BaseModel):
    """What happened in a span. cost: by currency; null for who may not see it."""

    conversations: int
    answers: int
    answered: CountedShare
    helpful: CountedShare
    first_words_ms: FirstWords
    cost: dict[str, HomeCost] | None


class HomePage(BaseModel):
    """A store's first page."""

    first_day: date
    last_day: date
    now: HomeNumbers
    before: HomeNumbers | None
    days: list[DayNumbers]
    needs: list[Need]
    open_chats: int | None
    running_chats: int | None
    changes: list[dict[str, Any]] | None


class NoticePage(BaseModel):
    """What is told, the newest first, and how many of all are not read."""

    items: list[ToldNotice]
    unread: int
    next_cursor: str | None


class DeadLetters(BaseModel):
    """Dead letters by kind and cause."""

    items: list[DeadGroup]


class LiveWidget(BaseModel):
    """The release that shoppers see; number 0 before the first."""

    number: int
    settings: WidgetSettings


class PaletteSwatch(BaseModel):
    """A colour of the window, and how it reads on the worst ground that it meets; `needed` by WCAG 2."""

    name: str
    color: str
    on: str
    ratio: float
    needed: float | None


class WidgetPalette(BaseModel):
    """What comes of the draft's colour in both modes; `white_shade` is the nearest shade where white text passes."""

    color: str
    light: list[PaletteSwatch]
    dark: list[PaletteSwatch]
    white_ratio: float
    white_shade: str


class ShownWidgetDraft(BaseModel):
    """The window's draft beside the live release."""

    draft: WidgetSettings
    changed_at: datetime | None
    changed_by: str | None
    differs: list[str]
    revision: int
    live: LiveWidget
    palette: WidgetPalette


class ShownWidgetRelease(BaseModel):
    """A release of the window."""

    number: int
    settings: WidgetSettings
    restores: int | None
    note: str
    created_at: datetime | None
    created_by: str


class WidgetReleasePage(BaseModel):
    """Releases of the window, the newest first."""

    items: list[ShownWidgetRelease]
    next_cursor: str | None


class SeenSite(BaseModel):
    """A site whose pages asked for the window."""

    origin: str
    first_at: datetime
    last_at: datetime


class WidgetInstall(BaseModel):
    """How to put the window into a shop."""

    snippet: str | None
    policy: list[str]
    hosted_page: str
    origins: list[str]
    seen: list[SeenSite]


class WidgetPreviewLink(BaseModel):
    """A link to the draft's look."""

    link: str
    page: str
    ends_at: datetime
