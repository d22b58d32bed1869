"""A worker's metrics in Prometheus' format, and its health: two paths of a tiny HTTP server."""

import asyncio
import socket
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

LAG_SAMPLE_SECONDS = 0.25  # between two measurements of the event loop's lag
HEALTHY_LAG_SECONDS = 2.0
REQUEST_SECONDS = 5.0  # for a scraper to send its request


def recent_values() -> deque[float]:
    """Make a queue of 1,000 values: enough for a percentile, few enough to sort at a scrape."""
    return deque(maxlen=1000)


@dataclass(slots=True)
class WorkerMetrics:
    """Everything that one worker counts and measures."""

    guests: int = 0
    projectors: int = 0
    """Counted neither as guests nor among those who joined and left."""
    joining: int = 0
    connections: int = 0
    joins: int = 0
    crashes: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    leavings: Counter[str] = field(default_factory=Counter)
    redraw_seconds: deque[float] = field(default_factory=recent_values)
    """From a key's arrival to the next frame."""
    lag_seconds: deque[float] = field(default_factory=recent_values)
    """How late the event loop was, sampled."""
    join_seconds: deque[float] = field(default_factory=recent_values)
    """From the request for a session to the first frame."""


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a `share` (0 to 1) of the values do not exceed; 0 for no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class MetricsCollector(Collector):
    """Turns the metrics into Prometheus' form at each scrape."""

    def __init__(self, metrics: WorkerMetrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        """Yield all metrics."""
        metrics = self._metrics
        yield GaugeMetricFamily("liveblog_guests", "Guests watching now.", metrics.guests)
        yield GaugeMetricFamily(
            "liveblog_projectors", "Projectors showing a room now.", metrics.projectors
        )
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
    """Measure the event loop's lag until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LAG_SAMPLE_SECONDS
        await asyncio.sleep(LAG_SAMPLE_SECONDS)
        metrics.lag_seconds.append(max(0.0, loop.time() - due))


class MetricsServer:
    """Answers GET /metrics and GET /health; calls `healthy` at each GET /health."""

    def __init__(self, metrics: WorkerMetrics, healthy: Callable[[], bool]) -> None:
        self._metrics = metrics
        self._healthy = healthy
        self._registry = CollectorRegistry()
        self._registry.register(MetricsCollector(metrics))
        self._server: asyncio.Server | None = None

    async def start(self, listener: socket.socket) -> None:
        """Answer requests on a listening socket from now on."""
        self._server = await asyncio.start_server(self._answer, sock=listener, limit=8192)

    def close(self) -> None:
        """Stop listening."""
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
            pass  # the client is gone, or is not a scraper
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
