"""Moments as callers send them."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime


def _keepable(moment: datetime) -> datetime:
    """Refuse a moment that lies beyond the calendar once it is told in UTC, as the database keeps it."""
    try:
        if moment.tzinfo is not None:
            moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies beyond the years that can be kept") from None
    return moment


Moment = Annotated[datetime, AfterValidator(_keepable)]
AwareMoment = Annotated[AwareDatetime, AfterValidator(_keepable)]
