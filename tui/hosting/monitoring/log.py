"""What happens at the door, a line an event: who, from where, how long and why; never what was typed."""

import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime

type Field = str | int | float | None

MAX_NAME_CHARACTERS = 64  # of a user name as logged


class EventLog:
    """Writes events as JSON objects or as plain lines; `clock` is the real time for their stamps."""

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
        """Write one event with those of its fields that are known."""
        known = {name: value for name, value in fields.items() if value not in (None, "")}
        stamp = self._clock().isoformat(timespec="milliseconds")
        if self._as_json:
            self._write(json.dumps({"time": stamp, "event": event, **known}))
        else:
            self._write(
                " ".join(
                    [stamp, event, *(f"{name}={_plain(value)}" for name, value in known.items())]
                )
            )


def loggable_name(user: str) -> str:
    """A user name that a client made up, fit for a log line."""
    return "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for char in user[:MAX_NAME_CHARACTERS]
    )


def traceback_summary(error: BaseException) -> str:
    """An exception's type and the way to it, without its message, which could repeat what a guest typed."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    way = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} in {way}"


def _plain(value: Field) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return json.dumps(text) if " " in text or '"' in text else text
