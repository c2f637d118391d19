"""What can go wrong when a service outside is asked for something."""

from typing import Any

from aisle.core.errors import AisleError, Unavailable


class OutsideUnavailable(Unavailable):
    """No answer that counts: refused connection, time limit, 429, 5xx, or the breaker is open. Try later.

    Attributes:
        retry_after: Seconds the service asks to be left alone, if it said so.
        again: Whether another attempt within the same call may help.
        answered: The status it answered with, if it did.
        answer: The beginning of what it said, to tell kinds apart; never shown, it may repeat what was sent.
        sent: Whether it may have the request and have worked on it, which some charge for. A status that says no is no work.
        was_answering: Whether it was at it, and the answer has more bytes, or takes longer, than anybody waits for.
    """

    code = "outside_unavailable"
    title = "A service outside is not available"

    def __init__(
        self,
        detail: str = "",
        *,
        retry_after: float | None = None,
        again: bool = True,
        answered: int | None = None,
        answer: bytes = b"",
        sent: bool = False,
        was_answering: bool = False,
        **extra: Any,
    ) -> None:
        super().__init__(detail, **extra)
        self.retry_after, self.again = retry_after, again
        self.answered, self.answer = answered, answer
        self.sent, self.was_answering = sent, was_answering


class OutsideNonsense(OutsideUnavailable):
    """An answer that is not what was asked for: a page in place of JSON, too many bytes, a redirect."""

    code = "outside_nonsense"
    title = "A service outside answered something else"


class OutsideRefused(AisleError):
    """The service understood and says no (4xx): the same request will be refused again.

    Attributes:
        answered: The status it answered with.
        blamed: Those fields of the request that its answer names.
        answer: The beginning of what it said, to tell kinds apart; never shown, it may repeat what was sent.
    """

    code = "outside_refused"
    status = 502
    title = "A service outside refuses the request"

    def __init__(
        self, detail: str, answered: int, blamed: frozenset[str] = frozenset(), answer: bytes = b""
    ) -> None:
        super().__init__(detail)
        self.answered, self.blamed, self.answer = answered, blamed, answer
