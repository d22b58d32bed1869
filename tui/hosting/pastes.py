"""Pastes cut to a length that an input line can use: what a guest pastes by mistake may be megabytes."""

START = b"\x1b[200~"
END = b"\x1b[201~"


class ShortPastes:
    """Passes bytes on as they come, except what is over `limit` bytes inside one bracketed paste."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._room: int | None = None  # left inside a paste; None: not in one
        self._matched = 0  # bytes of START seen last, outside a paste
        self._held = b""  # inside a paste: what may be the beginning of END

    def pass_on(self, data: bytes) -> bytes:
        """The part of `data` that goes to the app. Outside a paste nothing is held back: Escape is a key."""
        out = bytearray()
        while data:
            data = self._outside(data, out) if self._room is None else self._inside(self._held + data, out)
        return bytes(out)

    def _outside(self, data: bytes, out: bytearray) -> bytes:
        for at, byte in enumerate(data):
            if byte != START[self._matched]:
                self._matched = 0
            if byte == START[self._matched]:
                self._matched += 1
            if self._matched == len(START):
                self._matched, self._room = 0, self._limit
                out += data[: at + 1]
                return data[at + 1 :]
        out += data
        return b""

    def _inside(self, data: bytes, out: bytearray) -> bytes:
        assert self._room is not None
        end = data.find(END)
        if end >= 0:
            out += data[:end][: self._room] + END
            self._room, self._held = None, b""
            return data[end + len(END) :]
        keep = next(size for size in range(len(END) - 1, -1, -1) if data.endswith(END[:size]))
        content = data[: len(data) - keep]
        out += content[: self._room]
        self._room = max(0, self._room - len(content))
        self._held = data[len(data) - keep :]
        return b""
