"""The CPU time that one guest, and all guests of one address, may use."""

from collections.abc import Callable

from tui.hosting.rate_limit import TokenBucket

BURST_SECONDS = 0.5  # of CPU time that a guest, or the guests of one address, may use at once
LIGHT_SECONDS = 0.02  # of CPU time used lately, up to which a guest's keys come before other work
LIGHT_ADDRESS_SECONDS = 0.04  # the same for all guests of one address
TASK_SECONDS = 0.003
"""Of CPU time that each task which an answer begins is to cost: most are widgets of a box, the
first layout of which is one long step."""
HURRY_WEIGHT = 0.1  # in CPU seconds, on top of those that were used
HURRY_SECONDS = 1.0  # for which a guest who did not wait for an answer is behind those who do


class GuestCpu:
    """One guest's account. `own` holds the CPU seconds that are left to the guest, `address` those
    left to all guests of the address; None: these have no ration."""

    __slots__ = (
        "_address",
        "_answering",
        "_hurried_at",
        "_now",
        "_own",
        "expected",
        "joining",
        "on_answering",
    )

    def __init__(
        self, own: TokenBucket, address: TokenBucket | None, now: Callable[[], float]
    ) -> None:
        self._answering = False
        self.on_answering: Callable[[GuestCpu], None] | None = None
        """Called when an answer begins: the app may have work that waits as no answer did."""
        self.expected = 0.0
        """The CPU seconds that the present answer is to cost, beyond those of an ordinary one."""
        self.joining = False
        """Whether the app is at work on its first frame; guests join one by one, so this is no
        load on the others, and those who wait for their turn wait for it."""
        self._own = own
        self._address = address
        self._now = now
        self._hurried_at: float | None = None

    @property
    def answering(self) -> bool:
        """Whether the app is at work on the guest's keys, which somebody waits for."""
        return self._answering

    @answering.setter
    def answering(self, answering: bool) -> None:
        if answering is self._answering:
            return
        self.expected = 0.0
        self._answering = answering
        if answering and self.on_answering is not None:
            self.on_answering(self)

    def task_begins(self) -> None:
        """Note that the app has begun a task."""
        if self._answering:
            self.expected += TASK_SECONDS

    def hurry(self) -> None:
        """Note input that came before the answer to the input before it.

        On a busy host many guests use little each, and yet keep it busy: those who ask for more.
        """
        self._hurried_at = self._now()

    def charge(self, seconds: float) -> None:
        """Charge CPU time, used just now, to the guest, and to all guests of the address."""
        if not self.joining:  # a join says nothing about what the guest will do
            self._own.take(seconds)
        if self._address is not None:
            self._address.take(seconds)

    @property
    def seconds_to_wait(self) -> float:
        """Seconds until the guest's keys and ticks may cost more."""
        wait = self._own.take(0.0)
        return wait if self._address is None else max(wait, self._address.take(0.0))

    @property
    def used(self) -> float:
        """The CPU seconds that the guest and the guests of the address have used lately."""
        return self._own.missing + self._used_by_address

    @property
    def weight(self) -> float:
        """What was used lately, by which the guest's work waits behind that of others; 0 for a
        guest who has used little."""
        used = self.used
        if self.joining:
            return 0.0
        if self._hurries:
            return used + HURRY_WEIGHT
        by_address = self._used_by_address
        light = used - by_address <= LIGHT_SECONDS and by_address <= LIGHT_ADDRESS_SECONDS
        return 0.0 if light else used

    @property
    def _used_by_address(self) -> float:
        return 0.0 if self._address is None else self._address.missing

    @property
    def _hurries(self) -> bool:
        return self._hurried_at is not None and self._now() - self._hurried_at < HURRY_SECONDS
