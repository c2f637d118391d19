"""How a command's asynchronous part is run."""

import asyncio

import pytest

from aisle.cli.context import run


async def _connecting(ending: BaseException) -> None:
    _half_made(asyncio.get_running_loop())
    raise ending


def _half_made(loop: asyncio.AbstractEventLoop) -> None:
    """Leave behind what a connection in the making does; held until the loop is closed."""
    lost = loop.create_future()
    lost.set_exception(ConnectionError("lost while it was made"))
    loop.call_later(60, lost.done)


@pytest.mark.parametrize("ending", [SystemExit(143), KeyboardInterrupt()])
def test_half_made_connections_of_a_command_that_was_asked_to_end_are_no_complaint(caplog, ending):
    with pytest.raises(type(ending)):
        run(_connecting(ending))
    assert "never retrieved" not in caplog.text


def test_what_goes_wrong_in_a_command_that_runs_on_is_told(caplog):
    with pytest.raises(ValueError, match="wrong"):
        run(_connecting(ValueError("wrong")))
    assert "never retrieved" in caplog.text
