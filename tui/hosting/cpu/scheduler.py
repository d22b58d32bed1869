"""The CPU time of one worker's guests: an account for each, and the queue of ticks."""

from asyncio import AbstractEventLoop

from tui.hosting.cpu.guest_cpu import BURST_SECONDS, GuestCpu
from tui.hosting.cpu.ticks import TickQueue
from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket

MAX_ADDRESSES = 1000
"""Addresses after which those that have used nothing lately are forgotten."""


class CpuScheduler:
    """Opens the guests' accounts, and holds the queue in which their ticks wait."""

    def __init__(self, loop: AbstractEventLoop, limits: Limits) -> None:
        self._loop = loop
        self._limits = limits
        self._addresses: dict[str, TokenBucket] = {}
        self.ticks = TickQueue(loop)

    def open(self, address_group: str) -> GuestCpu:
        """Open the account of a guest from a group of addresses that have one ration.

        Who leaves and comes again finds the ration of the address as they left it.
        """
        own = TokenBucket(self._limits.work, BURST_SECONDS, self._loop.time)
        rate = self._limits.address_work
        if not rate:
            return GuestCpu(own, None, self._loop.time)
        if len(self._addresses) >= MAX_ADDRESSES:
            used = {group: each for group, each in self._addresses.items() if each.missing}
            self._addresses = used
        shared = self._addresses.setdefault(
            address_group, TokenBucket(rate, BURST_SECONDS, self._loop.time)
        )
        return GuestCpu(own, shared, self._loop.time)
