"""The event log, without a guest's words; the metrics of a process, and its health."""

import asyncio
import json
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Event
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, exposition

from tui.model.safe_text import printable

type Field = str | int | float | None

LOGGED_NAME_CHARACTERS = 64
MAX_FRAMES = 8


@dataclass(frozen=True, slots=True)
class EventLog:
    write: Callable[[str], None]
    as_json: bool  # else lines for people
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def record(self, event: str, **fields: Field) -> None:
        """Write an event without its empty fields."""
        known = {name: value for name, value in fields.items() if value not in (None, "")}
        stamp = self.clock().isoformat(timespec="milliseconds")
        if self.as_json:
            self.write(json.dumps({"time": stamp, "event": event, **known}))
        else:
            words = (f"{name}={_plain(value)}" for name, value in known.items())
            self.write(" ".join([stamp, event, *words]))


def loggable_name(user: str) -> str:
    """Make a user name safe for a log line: clients choose any."""
    return printable(user[:LOGGED_NAME_CHARACTERS])


def traceback_summary(error: BaseException) -> str:
    """Type and innermost frames in one line; the message is left out, as it could quote a guest."""
    frames = traceback.extract_tb(error.__traceback__)[-MAX_FRAMES:]
    way = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} in {way}"


def _plain(value: Field) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    safe = text.isprintable() and " " not in text and '"' not in text
    return text if safe else json.dumps(text)


HEALTHY_SECONDS = 2.0  # for the event loop to come to its next step
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)  # seconds


class Metrics:
    """Counts of one process: of the door, of a worker, or of both."""

    def __init__(self) -> None:
        self.registry = made = CollectorRegistry()
        gauge, counter = partial(Gauge, registry=made), partial(Counter, registry=made)
        histogram = partial(Histogram, registry=made, buckets=BUCKETS)
        self.guests = gauge("liveblog_guests", "Guests and projectors watching now.")
        self.connections = gauge("liveblog_connections", "Open connections.")
        self.joins = counter("liveblog_joins", "Guests who joined.")
        self.crashes = counter("liveblog_crashes", "Guests whose app failed.")
        self.bytes_out = counter("liveblog_sent_bytes", "Bytes of frames and text sent.")
        self.refusals = counter(
            "liveblog_refusals", "Connections and guests refused.", labelnames=["reason"]
        )
        self.leavings = counter("liveblog_leavings", "Guests who left.", labelnames=["reason"])
        self.redraw_seconds = histogram(
            "liveblog_key_to_redraw_seconds", "From a key until the app has acted on it and drawn."
        )

    def serve(self, address: str, port: int, accepts: Callable[[], bool]) -> int:
        """Answer /metrics and /health in threads. Returns the port. Raises OSError."""
        loop = asyncio.get_running_loop()
        server, _ = exposition.start_http_server(port, address, self.registry)
        metrics = exposition.make_wsgi_app(self.registry)

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"] != "/health":
                return list(metrics(environ, start))
            turn = Event()
            loop.call_soon_threadsafe(turn.set)
            is_well = accepts() and turn.wait(HEALTHY_SECONDS)
            status = "200 OK" if is_well else "503 Service Unavailable"
            start(status, [("Content-Type", "text/plain")])
            return [b"ok\n" if is_well else b"not well\n"]

        server.set_app(answer)
        return int(server.server_port)
