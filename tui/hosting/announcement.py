"""Lines for the host's owner at the start: how guests connect, the host key, the limits."""

import socket
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from itertools import chain

from tui.hosting.auth import PRESENTER_LOGIN
from tui.hosting.door import Kind
from tui.hosting.door.refusals import limits_line
from tui.hosting.host import Served
from tui.hosting.options import ALONE, ANY_ADDRESS, SSH_PORT, ServeOptions
from tui.hosting.room.invitation import CAPTION, Invitation, qr_rows

PORTS = {"http": 80, "https": 443, "ssh": SSH_PORT}
ALONE_NOTE = "No network found: join one, or give an address with --public-name, and start again."
LIGHT_ON_DARK = "\x1b[97;40m{}\x1b[0m"


def announce(
    served: Served,
    bound: Mapping[Kind, socket.socket],
    invited: Invitation,
    say: Callable[[str], None],
) -> None:
    options = served.options
    for line in chain(_listening(served, bound), _ways_in(served, invited), _facts(served)):
        say(line)
    if options.in_class and ALONE not in invited.url:  # cameras read light modules on dark only
        say("\n".join(LIGHT_ON_DARK.format(row) for row in qr_rows(invited.url)))
        say(f"{CAPTION}: {invited.url}")


def _listening(served: Served, bound: Mapping[Kind, socket.socket]) -> Iterator[str]:
    if "ssh" in bound:
        address, port = bound["ssh"].getsockname()[:2]
        yield f"Listening on {address} port {port}."
        yield f"Host key: {served.key.get_fingerprint()} ({served.key.get_algorithm()})"
    is_open = any(each.getsockname()[0] in ANY_ADDRESS for each in bound.values())
    if is_open and served.options.name_at(ANY_ADDRESS[0]) == ALONE:
        yield ALONE_NOTE
    elif is_open:
        yield f"{_guests(served, has_web='web' in bound)} on this machine's networks can connect."
    if served.authorized is not None and "web" in bound:
        yield "Keys are checked over SSH only; in a browser everybody can join."


def _guests(served: Served, *, has_web: bool) -> str:
    return "Everybody" if served.authorized is None or has_web else "Listed keys"


def _facts(served: Served) -> Iterator[str]:
    options, rooms = served.options, served.blogs.rooms
    if names := [*filter(None, served.blogs.views)]:
        yield f"They choose among {', '.join(names)}."
    if rooms and (at := rooms[0].start_at) is not None:
        opens = "opens" if rooms[0].starts_in else "opened"
        yield f"The room {opens} on {at:%A} {at.day} {at:%B %Y} at {at:%H:%M %Z}."
    yield limits_line(options.limits)
    if options.advice:
        yield f"For browsers too: {options.advice}"


def _ways_in(served: Served, invited: Invitation) -> Iterator[str]:
    """The addresses of each room, or those for all guests."""
    blogs = served.blogs
    if not blogs.rooms:
        yield blogs.views[""].title
        yield _way_in(served, invited)
    for room in blogs.rooms:
        here = invited.to(room.name)
        yield f"{(room.lobby or room.blog).title or 'Live blog'} · a room on one clock"
        if blogs.presenters.can_exist:
            yield f"  You present   {_to_present(blogs.presenters.code, invited, room.name)}"
        if here.web:
            yield f"  Projector     {here.web}projector"
        yield _way_in(served, here)


def _to_present(code: str, invited: Invitation, name: str) -> str:
    words, _, host = invited.ssh.rpartition(" ")
    ssh = f"{words} {PRESENTER_LOGIN}@{host}" if host else ""
    here = invited._replace(ssh=ssh).to(name)
    if not code:
        return here.ssh
    return f"{here.web}#present={code}" + (f"   (also: {here.ssh})" if ssh else "")


def _way_in(served: Served, here: Invitation) -> str:
    ways = "     ".join(filter(None, (here.web, here.ssh)))
    return f"  {_guests(served, has_web=bool(here.web)):13} {ways}"


def invitation(options: ServeOptions, bound: Mapping[Kind, socket.socket]) -> Invitation:
    web = ssh = ssh_url = ""
    if "web" in bound:
        address, port = bound["web"].getsockname()[:2]
        # Behind a proxy guests reach only that.
        is_behind = options.public_name and ip_address(address).is_loopback
        scheme, port = ("https", 443) if is_behind else ("http", port)
        web = f"{_url(scheme, options.name_at(address), port)}/"
    if "ssh" in bound:
        address, port = bound["ssh"].getsockname()[:2]
        name = options.name_at(address)
        ssh = f"ssh {name}" if port == SSH_PORT else f"ssh -p {port} {name}"
        ssh_url = _url("ssh", name, port)
    return Invitation(web, ssh, web or ssh_url)


def _url(scheme: str, name: str, port: int) -> str:
    host = f"[{name}]" if ":" in name else name
    return f"{scheme}://{host}" + ("" if port == PORTS[scheme] else f":{port}")
