"""What the tries of some calls took together, for whoever asked for them."""

from dataclasses import dataclass, field
from decimal import Decimal

from aisle.llm.catalogue import Cost
from aisle.llm.gateway.observer import Ended, Outcome, Try
from aisle.llm.usage import Usage


@dataclass(slots=True)
class Tally:
    """Adds up tries, those that failed too. Hand it on with a `Call`; the ledger is the observer's.

    Attributes:
        tries: Each with what became of it, in the order in which they ended.
    """

    tries: list[tuple[Try, Outcome]] = field(default_factory=list)

    def add(self, planned: Try, outcome: Outcome) -> None:
        """Take note of a try."""
        self.tries.append((planned, outcome))

    @property
    def answered_by(self) -> str | None:
        """The name of the model that answered last; None where none did."""
        return next((one.endpoint for one, out in reversed(self.tries) if out.ended is Ended.DONE), None)

    @property
    def usage(self) -> Usage:
        """Tokens of all tries together; its model is that of the last one."""
        used = [outcome.usage for _, outcome in self.tries]
        return Usage(
            used[-1].model if used else "",
            sum(one.prompt_tokens or 0 for one in used),
            sum(one.completion_tokens or 0 for one in used),
            sum(one.cached_read_tokens or 0 for one in used),
            sum(one.cached_write_tokens or 0 for one in used),
            sum(one.reasoning_tokens or 0 for one in used),
        )

    @property
    def is_estimated(self) -> bool:
        """Whether something of the usage is our estimate."""
        return any(outcome.estimated for _, outcome in self.tries)

    @property
    def cost(self) -> Cost | None:
        """What all tries cost; None where a price is unknown, or prices are in several currencies."""
        costs = [outcome.cost for _, outcome in self.tries]
        known = [one for one in costs if one is not None]
        if not known or len(known) < len(costs) or len({one.currency for one in known}) > 1:
            return None
        return Cost(sum((one.amount for one in known), Decimal()), known[0].currency)
