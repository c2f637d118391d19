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
class RuleWeights:
    """What each rule over typed fields is worth, as a share of the best hit's score; 0 switches it off.

    Attributes:
        title: The question is the product's title.
        brand, category: The question holds the brand's words, or those of the last step of the category.
        sold_out: Nothing of it is in stock.
    """

    title: float = 0.05
    brand: float = 0.0
    category: float = 0.0
    sold_out: float = -0.01


@dataclass(frozen=True, slots=True)
class RerankerOptions:
    """The settings of an installation that concern rerankers; each takes what it needs.

    Attributes:
        diversity: 0..1, what being unlike the hits before counts against being relevant.
        rules: What they are worth.
        server: The model's, where one is set.
    """

    diversity: float = 0.1
    rules: RuleWeights = RuleWeights()
    server: RerankServer | None = None
