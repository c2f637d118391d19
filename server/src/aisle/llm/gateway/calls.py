"""What a call is for, who it is for, and until when it is wanted."""

from contextvars import ContextVar, Token
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from aisle.identity.types import Caller, CallerKind

if TYPE_CHECKING:
    from aisle.llm.gateway.tally import Tally


class Purpose(StrEnum):
    """What a model is asked for. Each has limits of its own, and what it spends is told apart."""

    ANSWER = "answer"
    REWRITE = "rewrite"
    JUDGE = "judge"
    ANALYZE = "analyze"
    CALL = "call"  # by another program, through /v1
    EMBED = "embed"
    RERANK = "rerank"


class Duty(StrEnum):
    """What a try is made for: its answer is handed on, compared, one of several, or a choice among several."""

    ANSWER = "answer"
    SHADOW = "shadow"
    VOTE = "vote"
    REFEREE = "referee"


@dataclass(frozen=True, slots=True)
class Payer:
    """For whom a call is made; from the caller who was recognised, never from a body.

    Attributes:
        organization_id: None for what the process does for itself; nobody's ledger has it.
        principal: Who, as the audit log calls it, such as "secret:…" or "shopper:…".
        key_id: The key that pays: of a shopper, none.
        user_id: The person or shopper whose rate of tokens it counts against: of a key, none.
    """

    organization_id: UUID | None = None
    store_id: UUID | None = None
    assistant_id: UUID | None = None
    conversation_id: UUID | None = None
    key_id: UUID | None = None
    request_id: str | None = None
    principal: str | None = None
    user_id: UUID | None = None

    @classmethod
    def of(cls, caller: Caller, request_id: str | None = None) -> "Payer":
        """A caller who pays, in the store that it acts in."""
        key_id = caller.credential_id if caller.kind is CallerKind.SECRET_KEY else None
        user_id = None if key_id else caller.person_id or caller.shopper_id or caller.credential_id
        return cls(
            caller.organization_id,
            caller.store_id,
            key_id=key_id,
            request_id=request_id,
            principal=caller.principal,
            user_id=user_id,
        )


NOBODY = Payer()
_payer: ContextVar[Payer] = ContextVar("payer", default=NOBODY)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the gateway.

    Attributes:
        purpose: What it is for.
        wanted: The name of the model that its asker wants; None for the policy's.
        payer: For whom.
        deadline: When nobody waits for it any more, on the gateway's clock; None for the limits of its purpose alone.
        tally: Told of each try and what it took, for whoever asks.
        duty: What its tries are made for.
    """

    purpose: Purpose
    wanted: str | None = None
    payer: Payer = NOBODY
    deadline: float | None = None
    tally: "Tally | None" = None
    duty: Duty = Duty.ANSWER


class paid_by:  # noqa: N801 - reads as a verb, and a generator would cost several times as much with every request
    """Have this payer's name on the calls that features make in a block."""

    __slots__ = ("_payer", "_token")
    _token: Token[Payer]

    def __init__(self, payer: Payer) -> None:
        self._payer = payer

    def __enter__(self) -> None:
        """Begin."""
        self._token = _payer.set(self._payer)

    def __exit__(self, *_: object) -> None:
        """Have the name that was there before."""
        _payer.reset(self._token)


def pay_as(payer: Payer) -> None:
    """Have this payer's name on the calls from here on, in this task and those that it starts."""
    _payer.set(payer)


def present_payer() -> Payer:
    """Return the payer of the present block."""
    return _payer.get()
