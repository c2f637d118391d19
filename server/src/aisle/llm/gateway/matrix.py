"""How long and how often each kind of call is tried: data, from which the page of the reference is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aisle.llm.gateway.calls import Purpose


@dataclass(frozen=True, slots=True)
class CallRule:
    """Limits of one kind of call. Seconds, all of them counted from when it was asked for unless said otherwise.

    Attributes:
        connect: Until there is a connection.
        first: From the beginning of a try to its first piece.
        between: Longest silence after that.
        total: Until the end, with every try, pause and model.
        attempts: Tries of one model; each but the first takes from the budget of retries.
        at_once: Calls of this kind under way at one model; further ones wait for a place, at most as long as `queue`.
        queue: For a place.
        hedge_after: Without a first piece after so long, a second model is asked too; None never does.
    """

    connect: float
    first: float
    between: float
    total: float
    attempts: int
    at_once: int
    queue: float
    hedge_after: float | None = None


MATRIX: Mapping[Purpose, CallRule] = {
    Purpose.ANSWER: CallRule(5.0, 15.0, 10.0, 60.0, 3, 160, 5.0),
    Purpose.REWRITE: CallRule(1.0, 1.5, 1.0, 2.0, 1, 160, 0.5),
    Purpose.JUDGE: CallRule(1.0, 2.5, 1.5, 3.0, 1, 160, 0.5),
    Purpose.ANALYZE: CallRule(5.0, 30.0, 15.0, 90.0, 3, 32, 10.0),
    Purpose.CALL: CallRule(5.0, 60.0, 30.0, 300.0, 3, 160, 5.0),
    # Embedders and rerankers keep their own connections; their limits stand here beside the others.
    Purpose.EMBED: CallRule(5.0, 60.0, 60.0, 180.0, 5, 4, 180.0),
    Purpose.RERANK: CallRule(1.0, 1.0, 1.0, 1.0, 1, 8, 1.0),
}
COLUMNS = ("connect", "first", "between", "total", "attempts", "at_once", "queue", "hedge_after")


def matrix_table(matrix: Mapping[Purpose, CallRule] = MATRIX) -> str:
    """Return the matrix as a table of the reference."""
    head = "| kind of call | connect | first piece | between pieces | total | tries | at once | queue | hedged after |"
    return "\n".join([head, "|---" * 9 + "|", *_rows(matrix)])


def _rows(matrix: Mapping[Purpose, CallRule]) -> Iterator[str]:
    for purpose, rule in matrix.items():
        cells = (getattr(rule, name) for name in COLUMNS)
        yield f"| {purpose} | {' | '.join('never' if cell is None else f'{cell:g}' for cell in cells)} |"
