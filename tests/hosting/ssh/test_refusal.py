"""A refusal in clear text: what the packet is, and how many clients are told at once."""

import asyncio
import socket
import struct

import pytest
from patience import patience

from tui.hosting.ssh import refusal
from tui.hosting.ssh.refusal import Refusals, disconnect_packet


@pytest.mark.parametrize("length", range(17))
def test_a_packet_has_whole_blocks_and_enough_padding(length: int) -> None:
    # RFC 4253, section 6: the whole a multiple of eight bytes, the padding at least four.
    packet = disconnect_packet("x" * length)
    size, padding = struct.unpack(">IB", packet[:5])
    assert len(packet) == 4 + size
    assert len(packet) % 8 == 0
    assert 4 <= padding < 12
    assert set(packet[-padding:]) == {0}
    assert b"x" * length in packet[:-padding]


async def test_a_client_beyond_those_that_are_told_is_closed_without_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refusal, "MAX_PENDING", 1)
    loop, refusals = asyncio.get_running_loop(), Refusals()
    pairs = [socket.socketpair() for _ in range(2)]
    for (own, client), sentence in zip(pairs, ("First.", "Second."), strict=True):
        client.setblocking(False)
        refusals.tell(own, sentence)
    async with patience():
        told, untold = [await loop.sock_recv(client, 1000) for _, client in pairs]
    assert told.startswith(refusal.VERSION_LINE)
    assert b"First." in told
    assert untold == b""
    refusals.close()
    for _, client in pairs:
        client.close()
