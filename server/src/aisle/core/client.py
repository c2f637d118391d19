"""Who is at the other end of the present request, as far as the connection tells; jobs and commands have nobody there."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Client:
    """address: as the connection or a trusted proxy says. program: the User-Agent, cut short. Neither proves anything."""

    address: str | None = None
    program: str | None = None
    request_id: str | None = None


NOBODY = Client()
_current: ContextVar[Client] = ContextVar("client", default=NOBODY)


def current_client() -> Client:
    """Return the client of the request that is being served."""
    return _current.get()


def set_client(client: Client) -> None:
    """Say who is being served from here on, in this task and those that it starts."""
    _current.set(client)
