"""Server-sent events, taken apart as their bytes come (WHATWG HTML, 9.2.6)."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class EventTooLong(ValueError):
    """An event has more bytes than the limit; what is kept of it is dropped."""


class EventData:
    """Turns portions of a stream, cut anywhere, into the data of whole events. Holds no more than one event.

    Comments and all fields but `data` are left out. A last event without its empty line is handed out by `end`, because
    some servers leave that line out; one whose line has no end was cut and is dropped.
    """

    def __init__(self, longest: int) -> None:
        """longest: bytes of an event's data, and of any line."""
        self._longest = longest
        self._rest = bytearray()  # a line whose end has not come
        self._data: bytes | None = None
        self._after_return = False
        self._is_first = True

    def feed(self, portion: bytes) -> list[bytes]:
        """Return the data of the events that this portion ends. Raises EventTooLong."""
        if not portion:
            return []
        if self._after_return or b"\r" in portion:
            portion = self._with_plain_ends(portion)
        lines = portion.split(b"\n")
        rest = lines.pop()
        if not lines:
            self._keep(rest)
            return []
        if self._rest:
            lines[0] = bytes(self._rest) + lines[0]
            self._rest.clear()
        if self._is_first:
            self._is_first, lines[0] = False, lines[0].removeprefix(BYTE_ORDER_MARK)
        found: list[bytes] = []
        for line in lines:
            self._read(line, found)
        self._keep(rest)
        return found

    def end(self) -> list[bytes]:
        """Return the data of an event that lacks nothing but its empty line."""
        data, self._data = self._data, None
        return [] if data is None else [data]

    def _read(self, line: bytes, found: list[bytes]) -> None:
        if not line:
            if self._data is not None:
                found.append(self._data)
                self._data = None
            return
        if len(line) > self._longest:
            raise EventTooLong
        if line.startswith(b"data:"):
            value = line[6:] if line[5:6] == b" " else line[5:]
            self._data = value if self._data is None else self._joined(self._data, value)

    def _joined(self, data: bytes, value: bytes) -> bytes:
        if len(data) + len(value) >= self._longest:
            raise EventTooLong
        return data + b"\n" + value

    def _keep(self, rest: bytes) -> None:
        if len(self._rest) + len(rest) > self._longest:
            raise EventTooLong
        self._rest += rest

    def _with_plain_ends(self, portion: bytes) -> bytes:
        """Make \\r\\n and \\r to \\n, also where a portion ends between the two."""
        if self._after_return:
            portion = portion.removeprefix(b"\n")
        self._after_return = portion.endswith(b"\r")
        return portion.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
