"""Connections that check the host they are connected to, before anything is sent to it.

Imported when an address is fetched, as urllib3 takes its time.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection

from tui.model.errors import SourceError

CHECK_PEER: ContextVar[Callable[[str], None]] = ContextVar("check_peer")
"""The check of connected hosts; each fetch has a thread, and so a context, of its own."""


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _check_peer_of(self)


class _TlsConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _check_peer_of(self)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


def _check_peer_of(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            CHECK_PEER.get()(connection.sock.getpeername()[0])
        except SourceError:
            connection.close()
            raise


def checked_pool(headers: Mapping[str, str], seconds: float) -> PoolManager:
    """A pool whose connections check the host that they are connected to."""
    timeout = Timeout(connect=seconds, read=seconds)
    pool = PoolManager(headers=headers, retries=False, timeout=timeout)
    pool.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
    return pool
