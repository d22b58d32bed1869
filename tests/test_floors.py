"""The rooms of the house stand on floors, and nothing reaches up: read from the imports themselves."""

import ast
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
FLOORS = {
    "blog": 0,
    "errors": 0,
    "readers": 1,
    "writers": 1,
    "playback": 1,
    "bundled": 1,
    "settings": 1,
    "check": 1,
    "web": 1,
    "screen": 2,
    "plain": 2,
    "replay": 2,
    "sources": 2,
    "hosting": 3,
    "cli": 4,
    "__main__": 4,
}
"""Each room (a package, or a module with those whose names go on from its own, as `plain_post` does) and its floor."""
NEVER = {("screen", "readers"), ("plain", "readers"), ("replay", "readers")}
"""Rooms that must not meet although their floors would let them."""
ONLY_IN = {
    "textual": {"screen", "hosting"},
    "rich": {"screen", "plain", "hosting"},
    "click": {"cli"},
    "platformdirs": {"settings", "hosting"},
    "selectolax": {"readers"},
    "urllib3": {"web"},
    "asyncssh": {"hosting"},
    "redis": {"hosting"},
}
"""Libraries that only these rooms know."""
LOWEST_MAY_IMPORT = {"dateutil"}
CLOCKS = {"time", "monotonic", "perf_counter", "now", "utcnow", "today"}
"""What reads the real clock, as an attribute of `time`, `datetime` or `date`."""


def room_of(module: str) -> str | None:
    """The room of a module of the project ("tui.screen.app" is in "screen"); None for the package itself."""
    if "." not in module:
        return None
    name = module.split(".")[1]
    return name if name in FLOORS else name.split("_")[0]


def imported(source: str) -> Iterator[str]:
    """Every module that a source imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole path"
            module = node.module or ""
            # `from tui import settings` names a room only by what it takes.
            yield from (f"tui.{alias.name}" for alias in node.names) if module == "tui" else (module,)


def faults(module: str, source: str) -> list[str]:
    """What is wrong with a module's imports, a sentence each."""
    room = room_of(module)
    if room is None:
        return [f"{module} imports {name}" for name in imported(source) if name.split(".")[0] == "tui"]
    if room not in FLOORS:
        return [f"{module} is in no room of the table"]
    return [fault for name in imported(source) for fault in _faults_of(module, room, name)]


def _faults_of(module: str, room: str, name: str) -> Iterable[str]:
    top = name.split(".")[0]
    if top == "tui":
        other = room_of(name)
        if other is None or other == room:
            return
        if other not in FLOORS:
            yield f"{module} imports {name}, which is in no room of the table"
        elif FLOORS[other] > FLOORS[room]:
            yield f"{module} on floor {FLOORS[room]} reaches up to {name} on floor {FLOORS[other]}"
        elif FLOORS[other] == FLOORS[room] == 1:
            yield f"{module} and {name} are neighbours on floor 1 that must not know each other"
        elif (room, other) in NEVER:
            yield f"{module} must never import {name}"
    elif top in ONLY_IN and room not in ONLY_IN[top]:
        yield f"{module} imports {top}, which only {' and '.join(sorted(ONLY_IN[top]))} may"
    elif not FLOORS[room] and top not in sys.stdlib_module_names | LOWEST_MAY_IMPORT:
        yield f"{module} imports {top}: the lowest floor has only the standard library"


def modules() -> list[tuple[str, str]]:
    """Every module of the project with its source."""
    paths = sorted((PROJECT / "tui").rglob("*.py"))
    named = (
        (".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"), path) for path in paths
    )
    return [(module, path.read_text(encoding="utf-8")) for module, path in named]


def test_no_room_reaches_up() -> None:
    found = [fault for module, source in modules() for fault in faults(module, source)]
    assert not found, "\n".join(found)


def circle_in(sources: dict[str, str]) -> list[str]:
    """The modules of a circle of imports, if there is one."""
    graph = {
        module: {name for name in imported(source) if name in sources} - {module} for module, source in sources.items()
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
    assert {room_of(module) for module in found} <= {"cli", "hosting"}, sorted(found)
    assert "tui.cli" in found


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tui.playback.player", "from tui.screen.feed import Feed"),
        ("tui.playback.player", "def later():\n    import tui.screen.feed"),
        ("tui.playback.player", "from tui import cli"),
        ("tui.playback.player", "from tui.readers import read"),
        ("tui.readers.page", "from tui.playback.player import Player"),
        ("tui.playback.player", "from textual.app import App"),
        ("tui.cli", "from textual.theme import BUILTIN_THEMES"),
        ("tui.screen.feed", "from tui.readers.clean import clean"),
        ("tui.screen.feed", "from tui.hosting.session import Session"),
        ("tui.plain_post", "from tui.readers import read"),
        ("tui.hosting.server", "from tui.cli_serve import serve"),
        ("tui.blog", "from tui.playback.timeline import Timeline"),
        ("tui.blog", "import click"),
        ("tui.blog", "import selectolax.parser"),
        ("tui.attic", "import os"),
        ("tui.screen.feed", "import tui.attic"),
        ("tui", "import tui.blog"),
    ],
)
def test_what_runs_up_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("tui.cli_serve", "from tui.hosting.server import serve\nimport click"),
        ("tui.screen.feed", "from tui.playback.faces import ClockFace\nfrom textual.widget import Widget"),
        ("tui.plain", "from tui.plain_post import write\nfrom rich.console import Console"),
        ("tui.blog", "from datetime import datetime\nfrom dateutil import tz"),
        ("tui.sources", "from tui.readers import read\nfrom tui.web import fetch\nfrom tui import errors"),
    ],
)
def test_what_runs_down_is_not(module: str, source: str) -> None:
    assert faults(module, source) == []
