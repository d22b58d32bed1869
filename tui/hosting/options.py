"""What a host may set, with its defaults: `liveblog-tui serve` has one flag for each field."""

from dataclasses import dataclass, field
from pathlib import Path

from tui.model.errors import OptionError

DEFAULT_PORT = 2222


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What guests may take. Times are seconds, sizes bytes; 0 switches a time limit off."""

    guests: int = 200
    """At once, all workers together; the next one is told in a line that the host is full."""
    per_address: int = 10
    """Guests at once from one address (an IPv6 /64 counts as one)."""
    connects_per_minute: int = 30
    """Connections one address may open in any minute; more are closed unanswered."""
    unauthenticated: int = 50
    """Connections that may be between connecting and being admitted; the oldest makes room for the newest."""
    login_time: float = 10
    """From connecting to asking for a session."""
    idle: float = 15 * 60
    """Without any key; a warning a minute before."""
    session: float = 2 * 60 * 60
    """From joining, or from the key that answered the warning a minute before."""
    input_bytes: int = 2048
    """A second, of what a guest types or pastes; more waits on the guest's side."""
    input_events: int = 60
    """Keys and mouse events a second; a burst of twice as many passes at once."""
    work: float = 0.15
    """The share of the time that one guest's keys and resizes may keep a worker busy."""
    paste: int = 4096
    """The longest paste that reaches the app; the rest of it is thrown away."""
    connection_bytes: int = 16 * 1024
    """A second, of everything a client sends, protocol included; more waits on the client's side."""
    output_buffer: int = 64 * 1024
    """Unsent output of one guest; while it is full, whole frames are skipped."""
    stalled: float = 45
    """Of a full output buffer in which nothing moves; then the guest is dropped."""
    keepalive: float = 20
    """Between two questions whether a silent client is still there; after the third unanswered one it is dropped."""
    width: int = 200
    height: int = 60
    """Cells drawn at most, however large the guest's window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """One running host. `speed` is what a guest's clock starts with, in blog seconds a second."""

    listen: str = f"127.0.0.1:{DEFAULT_PORT}"
    host_key: Path | None = None
    """A private key in any format that asyncssh reads; None: one is made once in the user's data directory."""
    authorized_keys: Path | None = None
    """Whom to let in, in OpenSSH's format; None: everybody, without an account."""
    public_name: str = ""
    """The name guests type after `ssh`, where it differs from the address listened on."""
    workers: int = 1
    speed: float = 60.0
    zones: tuple[str, ...] = ()
    """Time zones that guests can switch to, besides the blog's own and UTC."""
    no_spoilers: bool = False
    """Hide the summary until a guest has seen the end."""
    room: bool = False
    """All guests share one clock."""
    presenter_keys: Path | None = None
    """Who drives the room, in OpenSSH's format, a key's comment being the name; None: it plays by itself."""
    start_at: str = ""
    """When the room begins by itself: a time of day, or a date with one; empty: at once, or when a presenter plays."""
    loop: bool = False
    """The room begins again at the end."""
    room_store: str = ""
    """The URL of the Valkey or Redis server by which workers and machines share the room."""
    proxy_protocol: tuple[str, ...] = ()
    """Addresses or networks of load balancers, which begin connections with a PROXY header; nobody else may connect."""
    drain: float = 0
    """Seconds between being told to stop and saying goodbye, in which guests stay but nobody new comes."""
    web: bool = False
    """For browsers instead of ssh clients: a process a visitor, by default on 127.0.0.1:8000."""
    log_json: bool = False
    metrics: str = ""
    """host:port of /metrics and /health; worker n of several has port + n. Empty: none."""
    qr: bool = False
    limits: Limits = field(default_factory=Limits)


def parse_address(text: str, default_port: int = DEFAULT_PORT) -> tuple[str, int]:
    """`host:port`, `[::1]:port`, `host` or `:port` as (host, port); port 0 means any free one."""
    host, colon, port = text.rpartition(":")
    if not colon or text.endswith("]"):
        host, port = text, str(default_port)
    if not port.isascii() or not port.isdigit() or int(port) > 65535 or host.isdigit():
        raise OptionError(
            f"{text!r} is no address to listen on: write host:port, for example 0.0.0.0:2222."
        )
    host = host.removeprefix("[").removesuffix("]")
    return host or "0.0.0.0", int(port)
