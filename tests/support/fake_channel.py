"""An SSH channel as a guest's terminal sees it."""


class FakeChannel:
    """Keeps what is written; `unsent` bytes of it wait on this side."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.unsent = 0
        self.closing = False
        self.paused = False

    @property
    def text(self) -> str:
        """All that has been written."""
        return b"".join(self.written).decode()

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def is_closing(self) -> bool:
        return self.closing

    def pause_reading(self) -> None:
        assert not self.paused
        self.paused = True

    def resume_reading(self) -> None:
        assert self.paused
        self.paused = False
