"""The rooms stand on floors, and no import reaches up."""

import ast
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

import pytest
from program_modules import modules

FLOORS = {
    "model": 0,
    "readers.html": 1,
    "readers.times": 1,
    "readers.pieces.clocks": 2,
    "readers.dialects": 2,
    "readers.pieces": 3,
    "readers.notations": 4,
    "readers.posts": 4,
    "readers": 6,
    "playback": 4,
    "playback.typed": 5,
    "writers": 7,
    "sources": 7,
    "settings": 7,
    "replay": 7,
    "replay_options": 7,
    "terminal_input": 7,
    "operating_system": 7,
    "text": 8,
    "screen.drawing": 8,
    "screen.feed.posts": 9,
    "screen.feed.pages": 10,
    "screen.feed": 11,
    "screen.sidebar": 11,
    "screen.transport": 11,
    "screen.dialogs": 11,
    "screen.base": 12,
    "screen.actions": 13,
    "screen": 14,
    "film": 15,
    "live": 15,
    "hosting.monitoring": 15,
    "hosting.base": 16,
    "hosting.guest_app": 17,
    "hosting.room": 18,
    "hosting.host": 18,
    "hosting.session": 19,
    "hosting.middleware": 20,
    "hosting.ssh": 21,
    "hosting.web": 21,
    "hosting": 22,
    "cli": 23,
    "__main__": 24,
    "entry_point": 25,
}
"""Each room (a folder, or a module beside them) and its floor: it imports lower floors only."""
SHARED_IN_ROOM = {
    "readers.pieces": {"record"},
    "hosting.base": {
        "addresses",
        "buttons",
        "door",
        "garbage",
        "guest",
        "guest_command",
        "keys",
        "options",
        "present_link",
        "proxy_protocol",
        "rate_limit",
        "refusals",
        "terminal",
        "turns",
    },
    "readers": {
        "authors",
        "dates",
        "decoding",
        "home_zone",
        "refusal",
        "json_text",
        "order",
        "page",
        "warnings",
        "archives",
    },
    "screen": {"fixes", "keys", "themes", "window_sizes"},
    "screen.base": {"bar", "end_card", "page", "title_bar", "view_options"},
}
"""Modules of a room's own folder that its sub-rooms may import."""
NEVER = {
    ("readers", "playback"),
    ("playback", "readers"),
    ("writers", "readers"),
    ("writers", "playback"),
    ("sources", "playback"),
    ("settings", "readers"),
    ("settings", "playback"),
    ("replay", "readers"),
    ("replay", "sources"),
    ("replay", "settings"),
    ("text", "readers"),
    ("text", "sources"),
    ("text", "writers"),
    ("text", "settings"),
    ("screen", "readers"),
    ("screen", "sources"),
    ("screen", "writers"),
    ("screen", "text"),
    ("screen", "settings"),
    ("film", "settings"),
    ("hosting", "settings"),
    ("hosting", "film"),
    ("hosting", "cli"),
}
"""Rooms (with their sub-rooms) that must not meet although their floors would let them."""
ONLY_IN = {
    "dateutil": {"readers", "playback.typed"},
    "textual": {"screen", "film", "hosting", "terminal_input"},
    "rich": {"screen", "text", "film", "hosting", "cli"},
    "PIL": {"screen.drawing"},
    "click": {"cli", "replay_options", "hosting.base"},
    "platformdirs": {"settings", "hosting"},
    "selectolax": {"readers"},
    "urllib3": {"sources"},
    "protego": {"sources"},
    "warcio": {"readers"},
    "asyncssh": {"hosting"},
    "redis": {"hosting.room"},
    "aiohttp": {"hosting.web"},
    "prometheus_client": {"hosting.monitoring"},
    "segno": {"hosting"},
}
"""Libraries that only these rooms know, sub-rooms of the named ones included."""
CLOCKS = {"time", "monotonic", "perf_counter", "now", "utcnow", "today"}
"""What reads the real clock, as an attribute of `time`, `datetime` or `date`."""


def room_of(module: str) -> str | None:
    """The room of a module, as "screen.feed" of "tui.screen.feed.rows"; None for the package."""
    _, *names = module.split(".")
    while names and ".".join(names) not in FLOORS:
        if names[-1] in SHARED_IN_ROOM.get(f"{'.'.join(names[:-1])}.base", ()):
            return f"{names[0]}.base"
        names.pop()
    return ".".join(names) or None


def house_of(room: str) -> str:
    """The outermost room that a room lies in."""
    return room.partition(".")[0]


def imported(source: str) -> Iterator[str]:
    """Every module that a source imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole path"
            module = node.module or ""
            # `from tui import settings` names a room only by what it takes.
            yield from (
                (f"tui.{alias.name}" for alias in node.names) if module == "tui" else (module,)
            )


def faults(module: str, source: str) -> list[str]:
    """What is wrong with a module's imports, a sentence each."""
    room = room_of(module)
    if room is None:
        if module != "tui":
            return [f"{module} is in no room of the table"]
        return [
            f"{module} imports {name}" for name in imported(source) if name.split(".")[0] == "tui"
        ]
    return [fault for name in imported(source) for fault in _faults_of(module, room, name)]


def _faults_of(module: str, room: str, name: str) -> Iterable[str]:
    top = name.split(".")[0]
    if top == "tui":
        other = room_of(name)
        if other is None:
            if name != "tui":
                yield f"{module} imports {name}, which is in no room of the table"
        elif other != room:
            yield from _faults_between(module, room, name, other)
    elif top in ONLY_IN and not any(within(room, allowed) for allowed in ONLY_IN[top]):
        yield f"{module} imports {top}, which only {' and '.join(sorted(ONLY_IN[top]))} may"
    elif not FLOORS[room] and top not in sys.stdlib_module_names:
        yield f"{module} imports {top}: the lowest floor has only the standard library"


def _faults_between(module: str, room: str, name: str, other: str) -> Iterable[str]:
    shared = within(room, other) and name.removeprefix(f"tui.{other}.") in SHARED_IN_ROOM.get(
        other, ()
    )
    if FLOORS[other] >= FLOORS[room] and not shared:
        yield f"{module} on floor {FLOORS[room]} may not import {name} on floor {FLOORS[other]}"
    elif (house_of(room), house_of(other)) in NEVER:
        yield f"{module} must never import {name}"


def within(room: str, outer: str) -> bool:
    """Whether a room is another or lies in it."""
    return room == outer or room.startswith(f"{outer}.")


def test_no_room_reaches_up() -> None:
    found = [fault for module, source in modules() for fault in faults(module, source)]
    assert not found, "\n".join(found)


def circle_in(sources: dict[str, str]) -> list[str]:
    """The modules of a circle of imports, if there is one."""
    graph = {
        module: {name for name in imported(source) if name in sources} - {module}
        for module, source in sources.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_one_another() -> None:
    assert circle_in(dict(modules())) == []
    assert circle_in({"a": "import b", "b": "def later():\n    import a", "c": "import a"}) != []


def test_every_room_of_the_table_is_there() -> None:
    rooms = {room_of(module) for module, _ in modules()} - {None}
    assert rooms == set(FLOORS)


def test_every_module_shared_in_a_room_is_there() -> None:
    names = {module for module, _ in modules()}
    for room, shared in SHARED_IN_ROOM.items():
        assert {f"tui.{room.removesuffix('.base')}.{name}" for name in shared} <= names


def reads_a_real_clock(source: str) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and isinstance(node.value, ast.Name)
        and node.value.id in {"time", "datetime", "date"}
        for node in ast.walk(ast.parse(source))
    )


def test_only_the_command_line_and_the_server_name_a_real_clock() -> None:
    found = {module for module, source in modules() if reads_a_real_clock(source)}
    assert {house_of(room_of(module) or "") for module in found} <= {"cli", "hosting"}, sorted(
        found
    )
    assert "tui.cli.replay" in found


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tui.playback.player", "from tui.screen.feed.widget import Feed"),
        ("tui.playback.player", "def later():\n    import tui.screen.feed.widget"),
        ("tui.playback.player", "from tui import cli"),
        ("tui.playback.player", "from tui.readers import read"),
        ("tui.playback.player", "from tui.playback.typed.moment import parse_moment"),
        ("tui.readers.page", "from tui.playback.player import Player"),
        ("tui.readers.pieces.clocks.lines", "from tui.readers.posts.join import Joined"),
        ("tui.readers.html.tree", "from tui.readers import read"),
        ("tui.playback.player", "from textual.app import App"),
        ("tui.cli.replay", "from textual.theme import BUILTIN_THEMES"),
        ("tui.screen.feed.widget", "from tui.readers.page import Page"),
        ("tui.screen.feed.widget", "from tui.screen.page import ReplayPage"),
        ("tui.screen.feed.widget", "from tui.screen.sidebar.widget import Summary"),
        ("tui.screen.feed.widget", "from tui.hosting.ssh.session import GuestSession"),
        ("tui.text.post", "from tui.readers import read"),
        ("tui.hosting.ssh.server", "from tui.cli.serve import serve"),
        ("tui.hosting.terminal", "from tui.hosting.session import Session"),
        ("tui.hosting.session", "from tui.hosting.ssh.session import GuestSession"),
        ("tui.hosting.guest_app.app", "from tui.hosting.room.clock import Room"),
        ("tui.hosting.options", "from tui.hosting.serve import serve"),
        ("tui.hosting.ssh.server", "import aiohttp"),
        ("tui.hosting.serve", "import prometheus_client"),
        ("tui.screen.page", "import segno"),
        ("tui.model.blog", "from tui.playback.timeline import Timeline"),
        ("tui.model.blog", "import click"),
        ("tui.model.zones", "from dateutil import tz"),
        ("tui.replay", "from dateutil.tz import tzlocal"),
        ("tui.model.blog", "import selectolax.parser"),
        ("tui.attic", "import os"),
        ("tui.screen.feed.widget", "import tui.attic"),
        ("tui", "import tui.model.blog"),
    ],
)
def test_what_runs_up_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tui.cli.serve", "from tui.hosting.ssh.server import GuestServer\nimport click"),
        (
            "tui.screen.feed.widget",
            "from tui.model.clock_face import ClockFace\nfrom textual.widget import Widget",
        ),
        ("tui.text.replay", "from tui.text.post import write\nfrom rich.console import Console"),
        ("tui.model.blog", "from datetime import datetime\nfrom zoneinfo import ZoneInfo"),
        ("tui.sources", "from tui.readers import read\nfrom tui.sources.fetch import fetch"),
        ("tui.hosting.terminal", "from tui.hosting.rate_limit import TokenBucket"),
        ("tui.readers.posts.about", "from tui.readers.dates import read_time"),
    ],
)
def test_what_runs_down_is_not(module: str, source: str) -> None:
    assert faults(module, source) == []
