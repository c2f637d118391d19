"""What a reranker may be told when it is made."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RerankServer:
    """A model behind an HTTP address. seconds: longest wait; then the order before stays."""

    base_url: str
    model: str = ""
    key: str | None = field(default=None, repr=False)
    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class RerankerOptions:
    """The settings of an installation that concern rerankers; each takes what it needs.

    Attributes:
        diversity: 0..1, what being unlike the hits before counts against being relevant.
        server: The model's, where one is set.
    """

    diversity: float = 0.3
    server: RerankServer | None = None
