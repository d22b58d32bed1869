"""The rooms stand on floors, no import reaches up, and a name means one class."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOMS_BY_FLOOR = (
    "model operating_system",
    "readers.html readers.times",
    "readers.pieces.clocks readers.dialects readers.packed readers.notations",
    "readers.pieces",
    "readers.posts playback",
    "playback.parse",
    "readers",
    "writers sources settings replay replay_options terminal_input",
    "text screen.drawing",
    "screen.feed",
    "screen.base",
    "screen.transport",
    "screen.actions screen.sidebar",
    "screen screen.shelf",
    "screen.dialogs film live hosting.monitoring",
    "hosting.base",
    "hosting.guest_app",
    "hosting.room",
    "hosting.host",
    "hosting.session",
    "hosting.ssh hosting.web",
    "hosting",
    "cli",
    "__main__",
    "entry_point",
)
"""The rooms (a folder, or a module beside them) of each floor; a room imports lower floors only."""
FLOORS = {room: n for n, rooms in enumerate(ROOMS_BY_FLOOR) for room in rooms.split()}
SHARED_IN_ROOM = {
    "hosting.base": {
        "auth", "door", "guest", "options", "rate_limit", "terminal", "turns",
    },
    "readers": {
        "decoding", "habits", "home_zone", "json_text", "names", "page", "warnings",
    },
    "screen": {"fixes", "hint_row", "keys", "themes"},
    "screen.base": {"base_app", "page", "title_bar"},
    "screen.dialogs.base": {"dialog"},
}  # fmt: skip
"""Modules of a room's own folder that its sub-rooms may import."""
NEVER = {
    "readers": {"playback"},
    "playback": {"readers"},
    "writers": {"playback"},
    "sources": {"playback"},
    "settings": {"readers"},
    "replay": {"readers", "sources", "settings"},
    "text": {"readers", "sources", "writers", "settings"},
    "screen": {"readers", "sources", "writers", "text", "settings"},
    "film": {"settings"},
    "hosting": {"settings", "film", "cli"},
}
"""Rooms (with their sub-rooms) that must not meet although their floors would let them."""
ONLY_IN = {
    "dateutil": {"readers", "playback.parse"},
    "textual": {"screen", "film", "hosting", "terminal_input"},
    "rich": {"screen", "text", "film", "hosting", "cli"},
    "PIL": {"screen.drawing"},
    "click": {"cli", "replay_options", "hosting.base"},
    "platformdirs": {"settings", "hosting"},
    "selectolax": {"readers"},
    "markdown_it": {"readers"},
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
"""Attributes of `time`, `datetime` and `date` that read the real clock."""
ROOT = Path(__file__).parents[1]
SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
        path.read_text("utf-8")
    )
    for path in sorted((ROOT / "tui").rglob("*.py"))
}
"""The modules of the program."""


def room_of(module: str) -> str:
    """The room of a module, as "screen.feed" of "tui.screen.feed.rows"; "" for none."""
    _, *names = module.split(".")
    while names and ".".join(names) not in FLOORS:
        if names[-1] in SHARED_IN_ROOM.get(f"{'.'.join(names[:-1])}.base", ()):
            return f"{names[0]}.base"
        names.pop()
    return ".".join(names)


def within(room: str, outer: str) -> bool:
    return f"{room}.".startswith(f"{outer}.")


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules that a source imports, wherever in it the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "imports name the whole path"
            assert not node.level
            # `from tui import settings` names a room only by the imported name.
            tops = [f"tui.{alias.name}" for alias in node.names]
            yield from tops if node.module == "tui" else [node.module]


def is_allowed(room: str, name: str) -> bool:
    """True if a module of the room may import the module `name`."""
    top, _, inner = name.partition(".")
    if top != "tui":
        if top in ONLY_IN:
            return any(within(room, allowed) for allowed in ONLY_IN[top])
        return bool(FLOORS[room]) or top in sys.stdlib_module_names
    other = room_of(name)
    if other == room or name == "tui":
        return True
    if not other or other.partition(".")[0] in NEVER.get(room.partition(".")[0], ()):
        return False
    shared = inner.removeprefix(f"{other}.") in SHARED_IN_ROOM.get(other, ())
    return FLOORS[other] < FLOORS[room] or (shared and within(room, other))


def test_no_room_reaches_up() -> None:
    found = [
        f"{module} may not import {name}"
        for module, tree in SOURCES.items()
        for name in imported(tree)
        if not (is_allowed(room_of(module), name) if module != "tui" else name[:3] != "tui")
    ]
    assert not found, "\n".join(found)


def test_the_tables_name_what_is_there() -> None:
    assert {room_of(module) for module in SOURCES} - {""} == set(FLOORS)
    for room, shared in SHARED_IN_ROOM.items():
        assert {f"tui.{room.removesuffix('.base')}.{name}" for name in shared} <= set(SOURCES)


def test_no_modules_import_one_another() -> None:
    graph = {
        module: {name for name in imported(tree) if name in SOURCES} - {module}
        for module, tree in SOURCES.items()
    }
    TopologicalSorter(graph).prepare()


def test_only_commands_and_the_server_name_a_real_clock() -> None:
    rooms = {
        room_of(module).partition(".")[0]
        for module, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and isinstance(node.value, ast.Name)
        and node.value.id in {"time", "datetime", "date"}
    }
    assert rooms == {"cli", "hosting"}


def test_a_name_means_one_class() -> None:
    names = Counter(
        node.name
        for tree in SOURCES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


UNCLEAR = re.compile(r"(What|Who|Whether|How|Where|When|By|From|That)\b|.*\bwhat\b", re.DOTALL)
MOST_UNCLEAR = 0.01
"""The share of unclear docstrings that is allowed."""


@pytest.mark.parametrize("folder", ["tui", "tests"])
def test_docstrings_begin_with_a_noun_or_a_verb(folder: str) -> None:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    texts = [
        text
        for tree in (ast.parse(x.read_text("utf-8")) for x in (ROOT / folder).rglob("*.py"))
        for node in ast.walk(tree)
        if isinstance(node, kinds) and (text := ast.get_docstring(node))
    ]
    unclear = [text for text in texts if UNCLEAR.match(text)]
    assert len(unclear) <= MOST_UNCLEAR * len(texts), "\n".join(unclear)
