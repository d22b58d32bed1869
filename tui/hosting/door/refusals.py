"""Refusals: the guest's sentence, before the handshake too, and the line of the log."""

import asyncio

from asyncssh.constants import DISC_TOO_MANY_CONNECTIONS, MSG_DISCONNECT
from asyncssh.packet import Byte, String, UInt32

from tui.hosting.auth import WRONG_CODE
from tui.hosting.monitoring import EventLog, Metrics
from tui.hosting.options import Limits
from tui.hosting.rate_limit import MinuteCounts, address_group
from tui.model.counted import counted

VERSION_LINE = b"SSH-2.0-liveblog-tui\r\n"
BLOCK_BYTES = 8  # packets without encryption are a multiple of this long
LEAST_PADDING_BYTES = 4


REFUSALS = {
    "limit-guests": "The host is full at the moment: try again in a few minutes.",
    "limit-per-address": "Too many guests come from your address: close one of the others first.",
    "limit-projectors": "No room for another projector: join as a guest, without --projector.",
    "rate": "Your address connects too often: try again in a minute.",
    "busy": "No worker of this host answers at the moment: try again in a minute.",
    "link": WRONG_CODE,
    "proxy-protocol": "Guests reach this host only through its load balancer.",
}
"""By the reasons in the log and the metrics, which name the option that lifts the limit."""


class RefusalNotes:
    """Counts refusals; logs one a minute of each address and reason."""

    def __init__(self, log: EventLog, metrics: Metrics) -> None:
        self._log, self._metrics = log, metrics
        self._counts = MinuteCounts(1, asyncio.get_running_loop().time)

    def note(self, address: str, reason: str) -> None:
        self._metrics.refusals.labels(reason).inc()
        if not self._counts.are_over(f"{reason} {address_group(address)}"):
            self._log.record("refused", address=address, reason=reason)


def refusal_bytes(kind: str, sentence: str) -> bytes:
    """A refusal before the handshake, in clear text.

    Over SSH it is the message "disconnect" after the version line, which OpenSSH prints (RFC 4253,
    sections 4.2, 6 and 11.1); a browser gets a page.
    """
    if kind == "ssh":
        return VERSION_LINE + _disconnect_packet(sentence)
    body = f"{sentence}\n".encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nRetry-After: 60\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def _disconnect_packet(sentence: str) -> bytes:
    payload = Byte(MSG_DISCONNECT) + UInt32(DISC_TOO_MANY_CONNECTIONS)
    payload += String(sentence) + String("en")
    padding = LEAST_PADDING_BYTES + -(5 + len(payload) + LEAST_PADDING_BYTES) % BLOCK_BYTES
    return UInt32(1 + len(payload) + padding) + Byte(padding) + payload + bytes(padding)


def limits_line(limits: Limits) -> str:
    """The limits and their flags, for the host's owner."""
    each = "any number"
    if limits.per_address < limits.guests:
        each = f"{limits.per_address} guests (--limit-per-address) and "
        each += f"{limits.connects_per_minute} connections a minute"
    return f"Limits: {counted(limits.guests, 'guest')} (--limit-guests); {each} per address."
