"""What the host's owner is told at the start: where guests connect, and how they know the host."""

import io
import socket
from collections.abc import Callable, Sequence

import asyncssh

from tui.hosting.options import ServeOptions

SSH_PORT = 22
HTTP_PORT = 80


def announce(
    options: ServeOptions,
    bound: Sequence[socket.socket],
    key: asyncssh.SSHKey,
    say: Callable[[str], None],
) -> None:
    """Say how guests connect on these sockets, of which SSH's is the first if there is one."""
    if options.listen:
        _announce_ssh(options, bound[0], key, say)
    if options.web:
        name, port = _public_name(options, bound[-1])
        bracketed = f"[{name}]" if ":" in name else name
        say(f"Guests open: http://{bracketed}{'' if port == HTTP_PORT else f':{port}'}/")


def _public_name(options: ServeOptions, sock: socket.socket) -> tuple[str, int]:
    """Return the name by which guests reach a socket, and its port."""
    address, port = sock.getsockname()[:2]
    is_any = address in ("0.0.0.0", "::")
    return options.public_name or (socket.gethostname() if is_any else address), port


def _announce_ssh(
    options: ServeOptions, sock: socket.socket, key: asyncssh.SSHKey, say: Callable[[str], None]
) -> None:
    """Say how guests connect, and the fingerprint by which they recognise the host."""
    address = sock.getsockname()[0]
    name, port = _public_name(options, sock)
    is_default_port = port == SSH_PORT
    say(f"Listening on {address} port {port}.")
    say(f"Host key: {key.get_fingerprint()} ({key.get_algorithm()})")
    say(f"Guests type: ssh {'' if is_default_port else f'-p {port} '}{name}")
    if options.qr:
        say(qr_code(f"ssh://{name}" if is_default_port else f"ssh://{name}:{port}"))


def qr_code(address: str) -> str:
    """Draw a QR code of half blocks, for a slide."""
    import segno

    drawn = io.StringIO()
    segno.make(address, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
