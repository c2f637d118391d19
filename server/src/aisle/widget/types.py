"""What may be set about the window, and its releases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST_PATH, MOST_PATHS = 200, 50
# `*` stands for any characters; what a browser calls the path begins with a slash.
PathPattern = Annotated[str, StringConstraints(pattern=r"^[/*][^\s?#\\]*$", max_length=LONGEST_PATH)]
Text = Annotated[str, StringConstraints(max_length=500)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Picture = Annotated[str, StringConstraints(pattern=r"^https://[^\s\"'<>\\]+$", max_length=2000)]
# Names of typefaces alone: nothing here can end a declaration.
Font = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 ,'\"_-]+$", max_length=200)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class Part(BaseModel):
    """A group of settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Suggestions(Part):
    """Questions that are suggested on pages whose path fits one of the patterns."""

    paths: tuple[PathPattern, ...] = Field(("*",), min_length=1, max_length=10)
    texts: tuple[Text, ...] = Field(min_length=1, max_length=4)


class Nudge(Part):
    """One short line beside the closed window. It is off unless it is set; at most one is shown in a visit.

    event: of the page, such as `size-guide`; None shows it after the seconds alone.
    """

    text: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    after_seconds: int = Field(20, ge=0, le=600, strict=True)
    paths: tuple[PathPattern, ...] = Field((), max_length=20)
    event: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")] | None = None


class Consent(Part):
    """Whether a shopper has to agree before anything is stored, and to which words; None: the window's own."""

    required: bool = Field(False, strict=True)
    text: Annotated[str, StringConstraints(max_length=1000)] | None = None


class WidgetSettings(Part):
    """What a release of the window fixes. None: as the store's own settings say, or the window's own words.

    offset_x, offset_y: pixels from the corner. radius: pixels. hidden_paths: pages without the window.
    """

    color: Colour | None = None
    mode: Literal["light", "dark", "auto"] = "auto"
    font: Font | None = None
    radius: int = Field(16, ge=0, le=28, strict=True)
    animation: bool = Field(True, strict=True)
    title: Annotated[str, StringConstraints(max_length=60)] | None = None
    mark: Annotated[str, StringConstraints(max_length=4)] | None = None
    logo: Picture | None = None
    avatar: Picture | None = None
    greeting: Text | None = None
    suggestions: tuple[Suggestions, ...] = Field((), max_length=20)
    label: Annotated[str, StringConstraints(max_length=40)] | None = None
    position: Literal["start", "end"] = "end"
    offset_x: int = Field(20, ge=0, le=200, strict=True)
    offset_y: int = Field(20, ge=0, le=200, strict=True)
    z_index: int = Field(900, ge=0, le=2**31 - 1, strict=True)
    hidden_paths: tuple[PathPattern, ...] = Field((), max_length=MOST_PATHS)
    nudge: Nudge | None = None
    languages: tuple[Language, ...] = Field((), max_length=30)
    voice: bool = Field(True, strict=True)
    photo: bool = Field(False, strict=True)
    consent: Consent = Consent()


@dataclass(frozen=True, slots=True)
class WidgetRelease:
    """Settings as shoppers meet them, or met them. created_by: the kind and the id of a credential."""

    number: int
    settings: WidgetSettings
    restores: int | None = None
    note: str = ""
    created_at: datetime | None = None
    created_by: str = "system"


@dataclass(frozen=True, slots=True)
class WidgetDraft:
    """The settings as they would be published, beside the live release. Number 0: nothing was published yet."""

    settings: WidgetSettings
    live: WidgetRelease
    revision: int = 0
    changed_at: datetime | None = None
    changed_by: str | None = None

    @property
    def differs(self) -> tuple[str, ...]:
        """Names of the settings that publishing would change."""
        was, now = self.live.settings, self.settings
        return tuple(name for name in type(now).model_fields if getattr(was, name) != getattr(now, name))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A site whose pages asked for the window."""

    origin: str
    first_at: datetime
    last_at: datetime
