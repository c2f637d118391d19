"""Which models may be asked for what, as settings and organizations describe it."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aisle.core.settings.outside import ModelName

AbilityName = Literal["tools", "forced_tools", "json_schema", "vision", "stream", "reasoning", "seed"]
Share = Annotated[float, Field(ge=0, le=1)]


class ShadowSettings(BaseModel):
    """A model that is asked beside some calls and never shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: ModelName
    share: Share
    at_once: int = Field(4, ge=1, le=64)


class CanarySettings(BaseModel):
    """A model that answers first for some conversations."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: ModelName
    share: Share
    most_failures: Share = 0.2


class EnsembleSettings(BaseModel):
    """Several models that are all asked, one of whose answers is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: tuple[ModelName, ...] = Field(min_length=2, max_length=7)
    settle: Literal["vote", "middle", "judge"] = "vote"
    judge: ModelName | None = None

    @model_validator(mode="after")
    def _judge_is_named(self) -> Self:
        if (self.settle == "judge") != (self.judge is not None):
            raise ValueError("a judge is named where it settles, and only there")
        return self


class RouteSettings(BaseModel):
    """Which models may be asked for a purpose, as AISLE_CHAT_ROUTES and organizations say it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: tuple[ModelName, ...] = Field((), max_length=16)
    first: bool = False
    prefer: Literal["order", "cheapest", "fastest"] = "order"
    most_cost: Decimal | None = Field(None, gt=0, allow_inf_nan=False)
    needs: tuple[AbilityName, ...] = Field((), max_length=7)
    slowest: float | None = Field(None, gt=0, le=600)
    hard: tuple[ModelName, ...] = Field((), max_length=16)
    hard_from: Share = 0.5
    shadow: ShadowSettings | None = None
    canary: CanarySettings | None = None
    ensemble: EnsembleSettings | None = None
