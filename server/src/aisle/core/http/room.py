"""How many bytes of answers somebody's services may keep in memory at once."""

from types import TracebackType
from typing import Self

from aisle.core.http.errors import OutsideNonsense


class Room:
    """Bytes that several services share. Belongs to one event loop."""

    def __init__(self, most: int) -> None:
        """most: bytes."""
        self.most, self.taken = most, 0

    def share(self, name: str) -> "Share":
        """Return a part of it, empty as yet. name: of the service, as messages say it."""
        return Share(self, name)


class Share:
    """What one answer takes of a room, for a block; `None` in place of a room is one without walls."""

    __slots__ = ("_name", "_room", "_taken")

    def __init__(self, room: Room | None, name: str) -> None:
        self._room, self._name, self._taken = room, name, 0

    def grow(self, size: int) -> None:
        """Take more bytes. Raises OutsideNonsense where there are none left: nobody needs as much at once."""
        if self._room is None:
            return
        if self._room.taken + size > self._room.most:
            raise OutsideNonsense(
                f"{self._name} and others of its owner answer with more than {self._room.most:,} bytes at once.",
                again=False,
                sent=True,
                was_answering=True,
            )
        self._room.taken += size
        self._taken += size

    def __enter__(self) -> Self:
        """Begin with nothing."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Give all of it back."""
        self.free()

    def free(self) -> None:
        """Give all of it back, at the end of what is no block."""
        if self._room is not None:
            self._room.taken -= self._taken
            self._taken = 0
