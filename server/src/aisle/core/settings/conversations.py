"""How much may be asked, and how long what was said is kept."""

from pydantic import BaseModel, Field


class ConversationSettings(BaseModel):
    """Limits of conversations, and the days that they, their traces and kept answers live."""

    question_max_characters: int = Field(4_000, ge=100, le=100_000, description="Longest question accepted.")
    chat_max_running: int = Field(
        80, ge=1, description="Answers written at once before new ones get Retry-After."
    )
    chat_max_streams: int = Field(
        12_000, ge=1, description="Answers read as streams at once before new ones get Retry-After."
    )
    conversation_days: int = Field(
        30,
        ge=1,
        le=365,
        description="Days a conversation is kept after its last message, where its store says nothing else.",
    )
    trace_days: int = Field(
        30,
        ge=1,
        le=365,
        description="Days it is kept how an answer came about, where its store says nothing else.",
    )
    kept_answers_hours: float = Field(
        24.0,
        gt=0,
        le=720,
        description="Longest time that an answer may be given again, where an assistant allows it.",
    )
    kept_answers_max: int = Field(5_000, ge=1, le=100_000, description="Most answers kept for one store.")
