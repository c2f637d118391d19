"""Bodies in the form of OpenAI's API, read strictly: what is not known is refused, by name."""

import asyncio
import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from aisle.web.bodies import bytes_of, parsed, said_of
from aisle.web.openai.errors import InvalidParameter, UnsupportedParameter
from aisle.web.text import Storable

MOST_BODY = 32 * 2**20  # bytes; pictures are in it. The edge has a limit of its own, which an operator sets.
LARGE_BODY = 2**20  # bytes, from which on nobody else waits while it is parsed
MOST_PARTS_IN_ALL = 5_000
UNKNOWN = "extra_forbidden"
Body = TypeVar("Body", bound="OpenAiBody")
LONGEST_MODEL = 300  # characters of a name
ModelId = Annotated[Storable, StringConstraints(min_length=1, max_length=LONGEST_MODEL)]
# More than any model writes, and little enough for sums of calls to be kept: room for all of it is taken before a call.
MOST_ANSWER_TOKENS = 10_000_000
MostTokens = Annotated[int, Field(ge=1, le=MOST_ANSWER_TOKENS)]
Seed = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class OpenAiBody(BaseModel):
    """A part of a request. Nothing that is not named may stand in it: an address or a key of the caller's least of all."""

    model_config = ConfigDict(extra="forbid")
    turns: ClassVar[str] = ""

    @classmethod
    def check_amount(cls, data: dict[str, Any]) -> None:
        """Raise InvalidParameter for more parts than are looked at while nobody else is served.

        Each alone is small: a body of the largest size has hundreds of thousands of them. turns: the list whose members
        have lists of parts, "" where there is none.
        """
        if (
            cls.turns
            and isinstance(found := data.get(cls.turns), list)
            and _parts_in(found) > MOST_PARTS_IN_ALL
        ):
            raise InvalidParameter(
                f"`{cls.turns}` has more than {MOST_PARTS_IN_ALL:,} parts, pictures and calls of tools together.",
                cls.turns,
            )


def _parts_in(turns: Sequence[Any]) -> int:
    lists = (value for turn in turns if isinstance(turn, dict) for value in turn.values())
    return len(turns) + sum(len(value) for value in lists if isinstance(value, list))


async def read(request: Request, shape: type[Body]) -> Body:
    """Read a body. Raises InvalidInput, TooLarge, InvalidParameter, UnsupportedParameter."""
    return checked(shape, await read_data(request))


async def read_data(request: Request) -> Any:
    """Read a body that nobody has checked yet. Raises InvalidInput, TooLarge."""
    raw = await bytes_of(request, MOST_BODY)
    return parsed(raw) if len(raw) < LARGE_BODY else await asyncio.to_thread(parsed, raw)


def checked(shape: type[Body], data: Any) -> Body:
    """Check a body that was parsed. Raises InvalidParameter, UnsupportedParameter."""
    if not isinstance(data, dict):
        raise InvalidParameter("The body is not a JSON object.")
    shape.check_amount(data)
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        raise _refused(error, data) from None


def refuse_all(body: BaseModel, usual: Mapping[str, Sequence[Any]], why: str) -> None:
    """Raise UnsupportedParameter for the first field that asks for anything but what is done anyway.

    usual: by field, the values that change nothing; an absent field never does. why: ends the sentence.
    """
    for name, values in usual.items():
        said = getattr(body, name)
        if said is not None and not any(_same(said, value) for value in values):
            raise UnsupportedParameter(f"`{name}` {why}", name)


def _same(said: Any, value: Any) -> bool:
    if isinstance(said, float) and isinstance(value, int | float):
        return math.isclose(said, value)
    return bool(said == value)


def _refused(error: ValidationError, data: Any) -> InvalidParameter:
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    param = _place(fault["loc"], data)[:200]
    if fault["type"] == UNKNOWN:
        return UnsupportedParameter(f"Unrecognized request argument: `{param}`.", param)
    return InvalidParameter(f"`{param}`: {said_of(fault['msg'])}"[:1000], param)


def _place(loc: Sequence[int | str], data: Any) -> str:
    """Return where in a body something is wrong: only steps that stand in the body, or are missing at its end."""
    steps = []
    for at, step in enumerate(loc):
        is_key = isinstance(data, dict) and (step in data or at == len(loc) - 1)
        if is_key or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            steps.append(str(step))
            data = data.get(step) if isinstance(data, dict) else data[int(step)]
    return ".".join(steps)
