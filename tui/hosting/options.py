"""The options of a host with their defaults: `liveblog-tui serve` has one flag for each field."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.model.errors import OptionError
from tui.playback.tempo import DEFAULT_PACE_WPM, DEFAULT_SPEED, Tempo

DEFAULT_PORT = 2222
SSH_PORT = 22
DEFAULT_WEB_PORT = 8000
MAX_PORT = 65535
ANY_ADDRESS = ("0.0.0.0", "::")
"""All addresses of the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of guests. Times are in seconds, sizes in bytes; 0 switches a time limit off."""

    guests: int = 200
    """Guests at once, over all workers; the host refuses the next one with a line of text."""
    per_address: int = 10
    """Guests at once from one address (an IPv6 /64 counts as one address)."""
    projectors: int = 5
    """Projectors at once, over all workers: they take no guest's place."""
    connects_per_minute: int = 30
    """Connections from one address in any minute; the host refuses the next one in a sentence."""
    login_time: float = 10
    """Time between the connection and the request for a session."""
    idle: float = 15 * 60
    """Without any key; the guest gets a warning a minute before."""
    session: float = 2 * 60 * 60
    """Time since joining, or since the key that answered the warning of a minute before."""
    work: float = 0.15
    """The share of a worker's CPU time that one guest may use."""

    @classmethod
    def for_hall(cls, **given: Any) -> "Limits":
        """The limits of a hall whose guests share one address and sit still, with the given ones.

        Every guest may come from one address, come again twice in a minute, and never press a key.
        """
        guests = int(given.get("guests", cls().guests))
        hall = {
            "per_address": guests,
            "connects_per_minute": 3 * guests,
            "login_time": 30,
            "idle": 0,
        }
        return cls(**(hall | given))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """The options of one host."""

    listen: str = f"127.0.0.1:{DEFAULT_PORT}"
    """host:port for SSH. Empty: none."""
    host_key: Path | None = None
    """A private key in any format that asyncssh reads; None: make one in the user's data folder."""
    authorized_keys: Path | None = None
    """The keys of the guests to admit, in OpenSSH's format; None: admit everybody."""
    public_name: str = ""
    """The name that guests know the host by, if it differs from the address it listens on."""
    workers: int = 1
    pace: float = DEFAULT_PACE_WPM
    """Words a minute at which guests read: a clock waits for its readers."""
    speed: float = 0.0
    """A constant speed instead, in blog seconds a second; 0: the pace."""
    zones: tuple[str, ...] = ()
    """Time zones that guests can switch to, besides the blog's own and UTC."""
    spoilers: bool = False
    """Show guests all of the summary from the start."""
    pictures: tuple[str, ...] = ()
    """Sources whose saved pictures guests may see; empty: none."""
    hall: bool = False
    """The guests share one address: `Limits.for_hall` gives the limits that are not given."""
    room: bool = False
    """All guests share one clock, and are in a hall."""
    presenter_keys: Path | None = None
    """The presenters' keys in OpenSSH's format, a key's comment being the presenter's name; None:
    the room plays by itself."""
    start_at: str = ""
    """Time of day, or date with a time, at which the room starts by itself. Empty: at once, or when
    a presenter presses play."""
    loop: bool = False
    """The room starts again at the end."""
    title: str = ""
    """Shown to guests before the room's start."""
    welcome: Path | None = None
    """A file of text that is shown to guests before the room's start."""
    pause_alone: bool = False
    """The room's clock stands still when the presenter who drives has left; else it goes on."""
    room_store: str = ""
    """The URL of the Valkey or Redis server through which machines share the room; the
    workers of one machine need none."""
    proxy_protocol: tuple[str, ...] = ()
    """Addresses or networks of load balancers that send a PROXY header; only they may connect."""
    drain: float = 0
    """Seconds to keep present guests, and to admit no new ones, after a request to stop."""
    web: str = ""
    """host:port for browsers. Empty: none."""
    log_json: bool = False
    metrics: str = ""
    """host:port of /metrics and /health; of n workers each uses a port, the door the one after
    them. Empty: none."""
    qr: bool = False
    in_class: bool = False
    """The room has a lobby, and waits there for its presenter."""
    present_link: bool = False
    """Whoever has the link that the host prints at its start may drive the rooms."""
    advice: str = ""
    """The line that adds browsers to this host, for its owner."""
    limits: Limits = field(default_factory=Limits)

    @property
    def tempo(self) -> Tempo:
        """The tempo at which a clock starts."""
        return Tempo(self.pace, self.speed or DEFAULT_SPEED, reading=not self.speed)

    @property
    def command(self) -> tuple[str, ...]:
        """The words by which a guest comes here, before the moment; none on a host without SSH."""
        if not self.listen:
            return ()
        address, port = parse_address(self.listen)
        port_words = () if port == SSH_PORT else ("-p", str(port))
        return ("ssh", "-t", *port_words, self.name_at(address))

    def name_at(self, address: str) -> str:
        """The name by which guests reach an address that the host listens on."""
        return self.public_name or (own_address() if address in ANY_ADDRESS else address)


def own_address() -> str:
    """Return this machine's address in its network, which phones beside it reach; without a network
    the machine's name.

    Connecting a UDP socket sends nothing: the system only chooses the interface.
    """
    for family, far in (
        (socket.AF_INET, "192.0.2.1"),
        (socket.AF_INET, "192.168.255.255"),  # a network without a way out of it
        (socket.AF_INET, "10.255.255.255"),
        (socket.AF_INET6, "2001:db8::1"),
    ):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            return str(probe.getsockname()[0])
    return socket.gethostname()


def check_public_name(name: str) -> None:
    """Raise OptionError unless it is a host's name or address: guests type it after
    `ssh` and in a browser."""
    if not re.fullmatch(r"[\w.-]+|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*", name, re.IGNORECASE):
        raise OptionError(
            f"--public-name takes the host's name alone, such as demo-host; {name!r} is more."
        )


def parse_address(text: str, default_port: int = DEFAULT_PORT) -> tuple[str, int]:
    """Parse `host:port`, `[::1]:port`, `host` or `:port`; port 0 means any free port.

    Raises OptionError for any other text.
    """
    host, colon, port = text.rpartition(":")
    if not colon or text.endswith("]"):
        host, port = text, str(default_port)
    is_port = port.isascii() and port.isdigit() and int(port) <= MAX_PORT
    if not is_port or host.isdigit() or host.startswith("-"):
        raise OptionError(
            f"{text!r} is not an address to listen on: write host:port, for example 0.0.0.0:2222."
        )
    host = host.removeprefix("[").removesuffix("]")
    return host or "0.0.0.0", int(port)
