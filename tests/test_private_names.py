"""Private names of Textual and asyncssh stand in one room each.

A private name may change with any release. Two kinds of use are found: a private name of another
object or of a library's module, from the source alone; and a private name that a class has from a
base in a library (used, or overridden, perhaps by accident), from the classes themselves.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import chain
from textwrap import dedent
from typing import Any

import pytest
from program_modules import modules
from textual.app import App
from textual.widget import Widget

ROOMS = {
    "textual": ("tui.terminal_input.", "tui.hosting.guest_app."),
    "asyncssh": ("tui.hosting.ssh.",),
}
"""The rooms for the private names of each library."""
ALSO = {
    ("tui.screen.app", "_driver"),  # restores the terminal when the process is suspended
    ("tui.screen.drawing.layers", "_compositor"),  # the page under a box
    ("tui.screen.drawing.layers", "_compositor_refresh"),
    ("tui.screen.drawing.layers", "_dirty_widgets"),
    ("tui.screen.drawing.layers", "_exchange_repaint_regions"),
    ("tui.screen.drawing.layers", "_on_resize"),
    ("tui.screen.drawing.layers", "_on_screen_resume"),
    ("tui.screen.drawing.layers", "_on_timer_update"),
    ("tui.screen.drawing.page_compositor", "_dirty_regions"),
    ("tui.screen.drawing.page_compositor", "_regions_to_spans"),
    ("tui.screen.page", "_disable_notifications"),
    ("tui.screen.page", "_disable_tooltips"),
}
"""What the screen needs too: a module and a name."""
OF_OTHERS = {
    ("tui.screen.drawing.layers", name)
    for name in ("_dirty_regions", "_set_dirty", "_styles_cache")
} | {
    ("tui.screen.drawing.page_compositor", name)
    for name in ("_compositor", "_context", "_set_dirty")
}
"""What the screen needs of other objects only."""
DOCUMENTED = {("tui.cli.early_signals", "_exit"), ("tui.hosting.workers", "_exit")}
"""Names of the standard library that look private only."""
OF_NAMED_TUPLES = {"_replace", "_asdict", "_fields", "_make"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def own_names(tree: ast.AST) -> set[str]:
    """The private names that a source uses of `self` or `cls`, or defines."""
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
    return {name for name in names if is_private(name)}


def foreign_names(source: str) -> set[str]:
    """The private names that a source uses of other objects, or imports from a library."""
    tree = ast.parse(source)
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(attr=name) if is_private(name):
                if ast.unparse(node.value) != "super()":
                    names.add(name)
            case ast.Import(names=aliases):
                names |= {part for alias in aliases for part in alias.name.split(".")}
            case ast.ImportFrom(module=str(module), names=aliases) if module[:4] != "tui.":
                names |= {*module.split("."), *(alias.name for alias in aliases)}
    of_own_objects = own_names(tree) | OF_NAMED_TUPLES
    return {name for name in names if is_private(name)} - of_own_objects


@cache
def names_of_class(base: type) -> frozenset[str]:
    defined = {name for name in vars(base) if is_private(name)}
    return frozenset(defined | own_names(ast.parse(dedent(inspect.getsource(base)))))


def inherited_names(made: type) -> set[tuple[str, str]]:
    """The private names that a class uses or overrides of its bases in a library, with that."""
    own = own_names(ast.parse(dedent(inspect.getsource(made))))
    bases = [(base.__module__.split(".")[0], base) for base in made.__mro__]
    return {
        (library, name)
        for library, base in bases
        if library in ROOMS
        for name in own & names_of_class(base)
    }


def classes(module: str) -> Iterator[type[Any]]:
    for value in vars(importlib.import_module(module)).values():
        if inspect.isclass(value) and value.__module__ == module:
            yield value


def test_private_names_of_other_objects_stand_in_the_rooms_of_their_libraries() -> None:
    found = {
        (module, name)
        for module, source in modules()
        if not f"{module}.".startswith(tuple(chain(*ROOMS.values())))
        for name in foreign_names(source)
    }
    assert found <= ALSO | OF_OTHERS | DOCUMENTED
    assert found >= OF_OTHERS


def test_private_names_of_bases_stand_in_the_rooms_of_their_libraries() -> None:
    found = {
        (module, name)
        for module, _ in modules()
        if not module.endswith("__main__")
        for made in classes(module)
        for library, name in inherited_names(made)
        if not f"{module}.".startswith(ROOMS[library])
    }
    assert found == ALSO


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("entry._user_entries[0]", "_user_entries"),
        ("def later(app): return app.screen._size", "_size"),
        ("import textual._xterm_parser", "_xterm_parser"),
        ("from textual._parser import ParseError", "_parser"),
        ("from textual.keys import _character_to_key", "_character_to_key"),
    ],
)
def test_a_private_name_of_another_object_is_found(source: str, name: str) -> None:
    assert foreign_names(source) == {name}


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n    def like(self, other): self._size = other._size",
        "post._replace(title='')",
        "class A(B):\n    def _run(self): super()._run()",
        "from tui.model.blog import _later",
        "value.__dict__",
    ],
)
def test_a_name_of_ones_own_is_not(source: str) -> None:
    assert foreign_names(source) == set()


def test_a_private_name_of_a_base_is_found() -> None:
    class Resized(Widget):
        def grow(self) -> None:
            self._size = self.size

    class Silent(App[None]):
        def _fatal_error(self) -> None:
            pass

    class Own(Widget):
        def grow(self) -> None:
            self._tallness = 1

    assert inherited_names(Resized) == {("textual", "_size")}
    assert inherited_names(Silent) == {("textual", "_fatal_error")}
    assert inherited_names(Own) == set()
