"""How often callers may ask, what processes do at once, and what they tell about themselves."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import NoDecode

from aisle.core.limits.rules import RuleWish, rules_of
from aisle.core.settings.addresses import RedisUrl, WebUrl
from aisle.core.settings.reading import Checked, EmptyIsUnset, FromJson, OffOrJson


class OperationSettings(BaseModel):
    """Rate limits, workers, logs, traces, numbers, and the demo shop."""

    rate_limits: Annotated[dict[str, RuleWish | None], NoDecode, FromJson, OffOrJson, Checked(rules_of)] = (
        Field(
            {},
            description="Changes of the usual rate limits, as JSON by rule; null takes a rule away. off: there are none.",
        )
    )
    limits_url: RedisUrl = Field(
        None,
        description="Redis server that counts instead of PostgreSQL: redis:// or rediss://, with its password.",
    )
    worker_jobs: int = Field(2, ge=1, le=64, description="Jobs one worker runs at once.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe line that is logged."
    )
    otlp_endpoint: WebUrl = Field(
        None, description="OTLP/HTTP address for traces. Empty: traces are not exported."
    )
    metrics_token: Annotated[SecretStr | None, EmptyIsUnset] = Field(
        None, description="Bearer token for /metrics. Empty: only loopback may read them."
    )
    demo: bool = Field(True, description="Load the demo shop on the first start (development only).")
    demo_history: bool = Field(
        True,
        description="Let made-up shoppers have asked in the demo shop over the last four weeks; it takes half a minute in the background.",
    )
