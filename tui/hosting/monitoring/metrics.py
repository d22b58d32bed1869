"""Metrics of one process in Prometheus' format, and its health, on a server of the library."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

LAG_SAMPLE_SECONDS = 0.25  # between two measurements of the event loop's lag
HEALTHY_LAG_SECONDS = 2.0
SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The counts of one process: of the door, of a worker, or of both where they are one."""

    def __init__(self) -> None:
        self.registry = made = CollectorRegistry()
        self.guests = Gauge("liveblog_guests", "Guests watching now.", registry=made)
        self.projectors = Gauge(
            "liveblog_projectors", "Projectors showing a room now.", registry=made
        )
        """Counted neither as guests nor among those who joined and left."""
        self.joining = Gauge(
            "liveblog_joining", "Guests waiting to be shown their app.", registry=made
        )
        self.connections = Gauge("liveblog_connections", "Open connections.", registry=made)
        self.joins = Counter("liveblog_joins", "Guests who joined.", registry=made)
        self.crashes = Counter("liveblog_crashes", "Guests whose app failed.", registry=made)
        self.bytes_in = Counter("liveblog_received_bytes", "Bytes received.", registry=made)
        self.bytes_out = Counter(
            "liveblog_sent_bytes", "Bytes of frames and text sent.", registry=made
        )
        self.refusals = Counter(
            "liveblog_refusals", "Connections and guests refused.", ["reason"], registry=made
        )
        self.leavings = Counter("liveblog_leavings", "Guests who left.", ["reason"], registry=made)
        self.redraw_seconds = Histogram(
            "liveblog_key_to_redraw_seconds",
            "From a key until the app has acted on it and drawn.",
            buckets=SECONDS,
            registry=made,
        )
        self.lag_seconds = Histogram(
            "liveblog_event_loop_lag_seconds",
            "Delay of the event loop.",
            buckets=SECONDS,
            registry=made,
        )
        self.join_seconds = Histogram(
            "liveblog_join_seconds",
            "From the request for a session to the first frame.",
            buckets=SECONDS,
            registry=made,
        )
        self._sampled_at = 0.0

    async def watch_lag(self) -> None:
        """Measure the event loop's lag until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            self._sampled_at = loop.time()
            await asyncio.sleep(LAG_SAMPLE_SECONDS)
            self.lag_seconds.observe(max(0.0, loop.time() - self._sampled_at - LAG_SAMPLE_SECONDS))

    def serve(self, address: str, port: int, accepts: Callable[[], bool]) -> "MetricsServer":
        """Answer /metrics and /health in a thread. Raises OSError if the port cannot be used."""
        loop = asyncio.get_running_loop()

        def is_well() -> bool:
            late = loop.time() - self._sampled_at - LAG_SAMPLE_SECONDS
            return accepts() and late <= HEALTHY_LAG_SECONDS

        return MetricsServer(self.registry, address, port, is_well)


class MetricsServer:
    """The library's server, with /health beside it; it lives as long as the process."""

    def __init__(
        self, registry: CollectorRegistry, address: str, port: int, is_well: Callable[[], bool]
    ) -> None:
        server, _ = start_http_server(port, address, registry)
        self._metrics: Any = server.get_app()
        self._is_well = is_well
        server.set_app(self._answer)
        self.port = int(server.server_port)

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/metrics":
            return list(self._metrics(environ, start))
        status, body = "404 Not Found", "Only /metrics and /health are here.\n"
        if path == "/health":
            status, body = (
                ("200 OK", "ok\n") if self._is_well() else ("503 Service Unavailable", "not well\n")
            )
        start(status, [("Content-Type", "text/plain")])
        return [body.encode()]
