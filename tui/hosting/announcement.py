"""What the host's owner is told at the start: where guests connect, and how they know the host."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address

import asyncssh

from tui.hosting.keys import PRESENTER_LOGIN
from tui.hosting.options import SSH_PORT, ServeOptions
from tui.hosting.refusals import limits_line
from tui.hosting.room.corner import qr_rows
from tui.hosting.room.lobby import Invitation
from tui.hosting.room.opening import OpenRoom

HTTP_PORT = 80


def announce(
    options: ServeOptions,
    bound: Sequence[socket.socket],
    key: asyncssh.SSHKey,
    say: Callable[[str], None],
    names: Sequence[str] = (),
    rooms: Sequence[OpenRoom] = (),
) -> None:
    """Say how guests connect on these sockets, of which SSH's is the first if there is one, the
    `names` of the live blogs among which they choose, and when the first of the rooms opens."""
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
    if rooms and (at := rooms[0].opens_at) is not None:
        opens = "opens" if rooms[0].room.starts_in else "opened"
        say(f"The room {opens} on {at:%A} {at.day} {at:%B %Y} at {at:%H:%M %Z}.")
    say(limits_line(options.limits, hall=options.hall or options.room))
    if options.qr:
        say("\n".join(qr_rows(invitation(options, bound).url)))


def invitation(options: ServeOptions, bound: Sequence[socket.socket]) -> Invitation:
    """How guests come in, in a browser if they can: everybody has one."""
    return _web(options, bound[-1]) if options.web else _ssh(options, bound[0])


def _ssh(options: ServeOptions, sock: socket.socket) -> Invitation:
    name, port = _reached(options, sock)
    if port == SSH_PORT:
        return Invitation(f"ssh {name}", f"ssh://{_bracketed(name)}")
    return Invitation(f"ssh -p {port} {name}", f"ssh://{_bracketed(name)}:{port}")


def _web(options: ServeOptions, sock: socket.socket) -> Invitation:
    name, port = _reached(options, sock)
    bracketed = _bracketed(name)
    if options.public_name and ip_address(sock.getsockname()[0]).is_loopback:
        url = f"https://{bracketed}/"  # guests reach only the proxy before it
    else:
        url = f"http://{bracketed}{'' if port == HTTP_PORT else f':{port}'}/"
    return Invitation(url, url)


def _bracketed(name: str) -> str:
    """A host's name as it stands in a URL."""
    return f"[{name}]" if ":" in name else name


def _reached(options: ServeOptions, sock: socket.socket) -> tuple[str, int]:
    """Return the name by which guests reach a socket, and its port."""
    address, port = sock.getsockname()[:2]
    return options.name_at(address), port
