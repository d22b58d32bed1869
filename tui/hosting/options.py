"""The options of a host; `liveblog-tui serve` has one flag for each field."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tui.model.errors import OptionError
from tui.playback.tempo import DEFAULT_PACE_WPM, DEFAULT_SPEED, Tempo

DEFAULT_PORT = 2222
SSH_PORT = 22
DEFAULT_WEB_PORT = 8000
MAX_PORT = 65535
IDLE_IN_ROOM = 2 * 60 * 60.0  # seconds
CONNECTS_OF_A_GUEST = 3  # in a minute: those of an address are limited to this for each guest
HOST_NAME = r"[\w.-]+|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*"  # or an address
ANY_ADDRESS = ("0.0.0.0", "::")  # all addresses of the machine
ALONE = "127.0.0.1"  # the address of a machine that seems to be in no network


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of guests. Times are in seconds; 0 switches a time limit off."""

    guests: int = 200  # at once, over all workers
    per_address: int = 10  # at once; an IPv6 /64 counts as one address
    projectors: int = 5  # at once, over all workers; they take no guest's place
    connects_per_minute: int = 30  # of one address
    login_time: float = 120  # until the request for a session; a presenter types a code
    idle: float = 15 * 60  # without any key; the warning comes a minute before
    work: float = 0.15  # share of a worker's CPU time for one guest

    @classmethod
    def of_options(cls, *, room: bool, **given: Any) -> "Limits":
        """The given limits, and defaults: guests of a room share one address and press few keys."""
        if room:
            given = {"per_address": given.get("guests", cls().guests), "idle": IDLE_IN_ROOM} | given
        made = cls(**given)
        most = made.per_address
        if most >= made.guests:  # a class reloads its pages as it likes
            most = max(made.guests, cls().guests)
        return replace(made, connects_per_minute=CONNECTS_OF_A_GUEST * most)


NEEDED = {
    "room": (
        "a room: add --room",
        "presenter_keys start_at loop room_store title welcome present_link",
    ),
    "waits": ("a room with a start: add --class, --start-at or --presenter-keys", "title welcome"),
    "web": ("guests in a browser: add --web HOST:PORT", "present_link"),
    "listen": (
        "guests over SSH: add --listen HOST:PORT",
        "host_key authorized_keys presenter_keys proxy_protocol",
    ),
}
"""Options that others need: the reason, and the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Raises OptionError for options that cannot be right."""

    listen: str = f"127.0.0.1:{DEFAULT_PORT}"  # host:port for SSH; empty: none
    host_key: Path | None = None  # in any format of asyncssh; None: made in the user's data folder
    authorized_keys: Path | None = None  # of the guests to admit, in OpenSSH's format; None: all
    public_name: str = ""  # guests' name for the host, if not its address
    workers: int = 1
    pace: float = DEFAULT_PACE_WPM  # words a minute; a clock waits for its readers
    speed: float = 0.0  # constant, in blog seconds a second; 0: the pace
    zones: tuple[str, ...] = ()  # besides the blog's own and UTC
    spoilers: bool = False  # all of the summary from the start
    pictures: tuple[str, ...] = ()  # sources whose saved pictures guests may see
    room: bool = False  # one clock for all
    presenter_keys: Path | None = None  # OpenSSH's format, names as comments; None: no keys
    start_at: str = ""  # time of day, or date with time; empty: at once, or at a presenter's play
    loop: bool = False  # restart at the end
    title: str = ""  # shown before the room's start
    welcome: Path | None = None  # a text, shown before the room's start
    room_store: str = ""  # URL of the Valkey or Redis by which machines share the room
    proxy_protocol: tuple[str, ...] = ()  # balancers that send PROXY headers; no other may connect
    drain: float = 0  # seconds to keep guests, but admit no more, after a request to stop
    web: str = ""  # host:port for browsers; empty: none
    log_json: bool = False  # else plain lines, for a terminal
    metrics: str = ""
    """host:port of /metrics and /health; n workers use n ports, the door the next. Empty: none."""
    in_class: bool = False  # the room waits in a lobby for its presenter
    present_link: bool = False  # print a link: anybody who has it may drive the rooms
    advice: str = ""  # a line for the owner, which adds browsers to this host
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for needed, (reason, names) in NEEDED.items():
            for name in names.split():
                if getattr(self, name) and not getattr(self, needed):
                    raise OptionError(f"--{name.replace('_', '-')} is for {reason}.")
        name = self.public_name
        if name and not re.fullmatch(HOST_NAME, name, re.IGNORECASE):
            raise OptionError(
                f"--public-name takes the host's name alone, such as demo-host; {name!r} is more."
            )
        if self.in_class and not (self.has_presenters or self.start_at):
            raise OptionError(
                "Nobody could start this class: add --presenter-keys or --start-at, or leave "
                "--present-link on."
            )

    @property
    def tempo(self) -> Tempo:
        return Tempo(self.pace, self.speed or DEFAULT_SPEED, reading=not self.speed)

    @property
    def has_presenters(self) -> bool:
        return self.presenter_keys is not None or self.present_link

    @property
    def driven(self) -> bool:
        """True if the room waits for a presenter."""
        return self.presenter_keys is not None or self.in_class

    @property
    def waits(self) -> bool:
        return self.driven or self.start_at != ""

    @property
    def command(self) -> tuple[str, ...]:
        """Words by which a guest connects, before the moment; () without SSH."""
        if not self.listen:
            return ()
        address, port = parse_address(self.listen)
        port_words = () if port == SSH_PORT else ("-p", str(port))
        return ("ssh", "-t", *port_words, self.name_at(address))

    def name_at(self, address: str) -> str:
        """The name by which guests reach an address that the host listens on."""
        return self.public_name or (own_address() if address in ANY_ADDRESS else address)


def own_address() -> str:
    """This machine's address in its network, for phones nearby, or else ALONE. Connecting a UDP
    socket sends nothing: the system only chooses the interface."""
    for family, far in (
        (socket.AF_INET, "192.0.2.1"),
        (socket.AF_INET, "192.168.255.255"),  # a network without a way out of it
        (socket.AF_INET, "10.255.255.255"),
        (socket.AF_INET6, "2001:db8::1"),
    ):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            return str(probe.getsockname()[0])
    return ALONE


def parse_address(text: str, default_port: int = DEFAULT_PORT) -> tuple[str, int]:
    """Parse `host:port`, `[::1]:port`, `host` or `:port` (0: any free port). Raises OptionError."""
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
