"""Lines for the host's owner at the start: how guests connect, the host key, the limits."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address

import asyncssh

from tui.hosting.keys import PRESENTER_LOGIN
from tui.hosting.options import ANY_ADDRESS, SSH_PORT, ServeOptions
from tui.hosting.refusals import limits_line
from tui.hosting.room.invitation import CAPTION, Invitation, qr_rows
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
    """Announce `bound` (SSH's socket first), `names` of live blogs to choose from, and `rooms`."""
    invited = invitation(options, bound)
    if options.listen:
        address, port = bound[0].getsockname()[:2]
        say(f"Listening on {address} port {port}.")
        say(f"Host key: {key.get_fingerprint()} ({key.get_algorithm()})")
    if any(each.getsockname()[0] in ANY_ADDRESS for each in bound):
        say("Everybody on this machine's networks can connect.")
    if options.room and options.web:
        for line in _room_lines(invited, rooms):
            say(line)
    else:
        if options.listen:
            say(f"Guests type: {invited.ssh}")
            if options.presenter_keys is not None:
                say(f"Presenters type: {invited.ssh_as(PRESENTER_LOGIN)}")
        if options.web:
            say(f"Guests open: {invited.web}")
    if names:
        say(f"They choose among {', '.join(names)}.")
    if rooms and (at := rooms[0].opens_at) is not None:
        opens = "opens" if rooms[0].room.starts_in else "opened"
        say(f"The room {opens} on {at:%A} {at.day} {at:%B %Y} at {at:%H:%M %Z}.")
    say(limits_line(options.limits, hall=options.hall or options.room))
    if options.advice:
        say(f"For browsers too: {options.advice}")
    if options.qr:
        say("\n".join(qr_rows(invited.url)))
        say(f"{CAPTION}: {invited.url}")


def _room_lines(invited: Invitation, rooms: Sequence[OpenRoom]) -> list[str]:
    lines = []
    for opened in rooms:
        here = invited.to(opened.name)
        title = opened.room.lobby.title if opened.room.lobby else opened.room.blog.title
        lines.append(f"{title or 'Live blog'} · a room on one clock")
        by_ssh = invited.ssh_as(PRESENTER_LOGIN) if invited.ssh else ""
        link = opened.presenters.link if opened.presenters is not None else None
        if link is not None:
            also = f"   (also: {by_ssh})" if by_ssh else ""
            lines.append(f"  You present   {here.web}#present={link.code}{also}")
        elif opened.presenters is not None:
            lines.append(f"  You present   {by_ssh}")
        lines.append(f"  Projector     {here.web}projector")
        lines.append(f"  Everybody     {'     '.join(filter(None, (here.web, here.ssh)))}")
    return lines


def invitation(options: ServeOptions, bound: Sequence[socket.socket]) -> Invitation:
    web = _web(options, bound[-1]) if options.web else ""
    if not options.listen:
        return Invitation(web, url=web)
    name, port = _reached(options, bound[0])
    at_port = "" if port == SSH_PORT else f"-p {port} "
    ssh_url = f"ssh://{_bracketed(name)}{'' if port == SSH_PORT else f':{port}'}"
    return Invitation(web, f"ssh {at_port}{name}", url=web or ssh_url)


def _web(options: ServeOptions, sock: socket.socket) -> str:
    name, port = _reached(options, sock)
    bracketed = _bracketed(name)
    if options.public_name and ip_address(sock.getsockname()[0]).is_loopback:
        return f"https://{bracketed}/"  # guests reach only the proxy before it
    return f"http://{bracketed}{'' if port == HTTP_PORT else f':{port}'}/"


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _reached(options: ServeOptions, sock: socket.socket) -> tuple[str, int]:
    """The name by which guests reach a socket, and its port."""
    address, port = sock.getsockname()[:2]
    return options.name_at(address), port
