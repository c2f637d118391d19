"""What the index of pictures needs from outside."""

from typing import Protocol
from uuid import UUID

from aisle.llm.ports import Points


class PictureRefused(Exception):
    """A picture cannot be had at its address, and trying again will not help. Its text says why, for a person."""


class PictureAway(Exception):
    """A picture cannot be had now. retry_after: seconds, where the other side names them."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class PictureSource(Protocol):
    """Where products' pictures come from."""

    async def fetch(self, address: str, tenant: UUID) -> Points:
        """Return a picture, shrunk: uint8, shape (height, width, 3).

        Args:
            address: As the product names it, unchecked.
            tenant: The organization on whose behalf it is asked.

        Raises:
            PictureRefused: It is none, too large, or the address may not be asked.
            PictureAway: Try later.
        """
        ...
