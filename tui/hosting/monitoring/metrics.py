"""What a host counts, as Prometheus reads it, and whether it is well: two paths of a tiny HTTP server."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.registry import Collector

LAG_SAMPLE_SECONDS = 0.25  # seconds between two looks at how late the event loop is
HEALTHY_LAG_SECONDS = 2.0  # seconds
REQUEST_SECONDS = 5.0  # seconds for a scraper to ask


def recent_values() -> deque[float]:
    """The last thousand of something: enough for a 99th percentile, small enough to sort at each scrape."""
    return deque(maxlen=1000)


@dataclass(slots=True)
class WorkerMetrics:
    """Everything one worker counts. Times in seconds."""

    guests: int = 0
    joining: int = 0
    connections: int = 0
    joins: int = 0
    crashes: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    leavings: Counter[str] = field(default_factory=Counter)
    redraw_seconds: deque[float] = field(default_factory=recent_values)
    """From a key's arrival to the first frame after it."""
    lag_seconds: deque[float] = field(default_factory=recent_values)
    """How late the event loop was."""
    join_seconds: deque[float] = field(default_factory=recent_values)
    """From asking for a session to the first frame."""


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of them do not exceed; 0 if there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class MetricsCollector(Collector):
    """The counts in Prometheus' terms, made when asked."""

    def __init__(self, metrics: WorkerMetrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        metrics = self._metrics
        yield GaugeMetricFamily("liveblog_guests", "Guests watching now.", metrics.guests)
        yield GaugeMetricFamily(
            "liveblog_joining", "Guests waiting to be shown their app.", metrics.joining
        )
        yield GaugeMetricFamily(
            "liveblog_connections", "Open TCP connections.", metrics.connections
        )
        yield CounterMetricFamily("liveblog_joins", "Guests who joined.", metrics.joins)
        yield CounterMetricFamily("liveblog_crashes", "Guests whose app failed.", metrics.crashes)
        yield CounterMetricFamily("liveblog_received_bytes", "Bytes received.", metrics.bytes_in)
        yield CounterMetricFamily(
            "liveblog_sent_bytes", "Bytes of frames and text sent.", metrics.bytes_out
        )
        yield _by_reason("liveblog_refusals", "Connections and guests refused.", metrics.refusals)
        yield _by_reason("liveblog_leavings", "Guests who left.", metrics.leavings)
        yield _quantiles(
            "liveblog_key_to_redraw_seconds",
            "From a key to the next frame.",
            metrics.redraw_seconds,
        )
        yield _quantiles(
            "liveblog_event_loop_lag_seconds", "How late the event loop was.", metrics.lag_seconds
        )
        yield _quantiles(
            "liveblog_join_seconds",
            "From asking for a session to the first frame.",
            metrics.join_seconds,
        )


def _by_reason(name: str, meaning: str, reasons: Counter[str]) -> Metric:
    family = CounterMetricFamily(name, meaning, labels=["reason"])
    for reason, count in sorted(reasons.items()):
        family.add_metric([reason], count)
    return family


def _quantiles(name: str, meaning: str, values: Sequence[float]) -> Metric:
    family = SummaryMetricFamily(name, meaning)
    for share in (0.5, 0.95, 0.99):
        family.add_sample(name, {"quantile": str(share)}, percentile(values, share))
    return family


async def watch_lag(metrics: WorkerMetrics) -> None:
    """Measure for ever how late the event loop is."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LAG_SAMPLE_SECONDS
        await asyncio.sleep(LAG_SAMPLE_SECONDS)
        metrics.lag_seconds.append(max(0.0, loop.time() - due))


class MetricsServer:
    """Answers GET /metrics and GET /health; `healthy` is asked each time."""

    def __init__(self, metrics: WorkerMetrics, healthy: Callable[[], bool]) -> None:
        self._metrics = metrics
        self._healthy = healthy
        self._registry = CollectorRegistry()
        self._registry.register(MetricsCollector(metrics))
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port. Raises OSError."""
        self._server = await asyncio.start_server(self._answer, host, port, limit=8192)
        return int(self._server.sockets[0].getsockname()[1])

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                request = await reader.readuntil(b"\r\n\r\n")
                status, kind, body = self._page(request.split(b" ", 2)[1:2])
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                    "Connection: close\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever asked is gone, or was no scraper
        finally:
            writer.close()

    def _page(self, path: Sequence[bytes]) -> tuple[str, str, bytes]:
        if path == [b"/metrics"]:
            return (
                "200 OK",
                "text/plain; version=0.0.4; charset=utf-8",
                generate_latest(self._registry),
            )
        if path == [b"/health"]:
            late = percentile(list(self._metrics.lag_seconds)[-20:], 0.5) > HEALTHY_LAG_SECONDS
            well = self._healthy() and not late
            return (
                ("200 OK" if well else "503 Service Unavailable"),
                "text/plain",
                b"ok\n" if well else b"not well\n",
            )
        return "404 Not Found", "text/plain", b"Only /metrics and /health are here.\n"
