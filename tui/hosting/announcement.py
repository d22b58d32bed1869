"""What the host's owner is told at the start: where guests connect, and how they know the host."""

import io
import socket
from collections.abc import Callable, Sequence

import asyncssh

from tui.hosting.guests.refusals import limits_line
from tui.hosting.keys import PRESENTER_LOGIN
from tui.hosting.options import SSH_PORT, ServeOptions
from tui.hosting.room.lobby import Invitation

HTTP_PORT = 80


def announce(
    options: ServeOptions,
    bound: Sequence[socket.socket],
    key: asyncssh.SSHKey,
    say: Callable[[str], None],
    names: Sequence[str] = (),
) -> None:
    """Say how guests connect on these sockets, of which SSH's is the first if there is one, and the
    `names` of the live blogs among which they choose."""
    if options.listen:
        address, port = bound[0].getsockname()[:2]
        say(f"Listening on {address} port {port}.")
        say(f"Host key: {key.get_fingerprint()} ({key.get_algorithm()})")
        command = _ssh(options, bound[0]).command
        say(f"Guests type: {command}")
        if options.presenter_keys is not None:
            words, _, name = command.rpartition(" ")
            say(f"Presenters type: {words} {PRESENTER_LOGIN}@{name}")
    if options.web:
        say(f"Guests open: {_web(options, bound[-1]).url}")
    if names:
        say(f"They choose among {', '.join(names)}.")
    say(limits_line(options.limits))
    if options.qr:
        say(qr_code(invitation(options, bound).url))


def invitation(options: ServeOptions, bound: Sequence[socket.socket]) -> Invitation:
    """How guests come in, in a browser if they can: everybody has one."""
    return _web(options, bound[-1]) if options.web else _ssh(options, bound[0])


def _ssh(options: ServeOptions, sock: socket.socket) -> Invitation:
    name, port = _public_name(options, sock)
    if port == SSH_PORT:
        return Invitation(f"ssh {name}", f"ssh://{name}")
    return Invitation(f"ssh -p {port} {name}", f"ssh://{name}:{port}")


def _web(options: ServeOptions, sock: socket.socket) -> Invitation:
    name, port = _public_name(options, sock)
    bracketed = f"[{name}]" if ":" in name else name
    url = f"http://{bracketed}{'' if port == HTTP_PORT else f':{port}'}/"
    return Invitation(url, url)


def _public_name(options: ServeOptions, sock: socket.socket) -> tuple[str, int]:
    """Return the name by which guests reach a socket, and its port."""
    address, port = sock.getsockname()[:2]
    is_any = address in ("0.0.0.0", "::")
    return options.public_name or (socket.gethostname() if is_any else address), port


def qr_code(address: str) -> str:
    """Draw a QR code of half blocks, for a slide."""
    import segno

    drawn = io.StringIO()
    segno.make(address, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
