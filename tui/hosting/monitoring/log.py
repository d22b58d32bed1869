"""The event log: connections, guests, refusals and crashes, but never a guest's words."""

import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime

from tui.model.safe_text import printable

type Field = str | int | float | None

MAX_NAME_CHARACTERS = 64
MAX_FRAMES = 8


class EventLog:
    def __init__(
        self,
        write: Callable[[str], None],
        *,
        as_json: bool,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._write = write
        self._as_json = as_json
        self._clock = clock

    def record(self, event: str, **fields: Field) -> None:
        """Write an event without its empty fields."""
        known = {name: value for name, value in fields.items() if value not in (None, "")}
        stamp = self._clock().isoformat(timespec="milliseconds")
        if self._as_json:
            self._write(json.dumps({"time": stamp, "event": event, **known}))
        else:
            words = (f"{name}={_plain(value)}" for name, value in known.items())
            self._write(" ".join([stamp, event, *words]))


def loggable_name(user: str) -> str:
    """Make a user name safe for a log line: clients choose any."""
    return printable(user[:MAX_NAME_CHARACTERS])


def traceback_summary(error: BaseException) -> str:
    """Type and innermost frames in one line; the message is left out, as it could quote a guest."""
    frames = traceback.extract_tb(error.__traceback__)[-MAX_FRAMES:]
    way = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} in {way}"


def _plain(value: Field) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    safe = text.isprintable() and " " not in text and '"' not in text
    return text if safe else json.dumps(text)
