"""Every regular expression in the modules of a room, and the methods by which it is used."""

import ast
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from regex_pump import Pattern

PROJECT = Path(__file__).parents[2]
IN_CALLS = {"words": ["Ada", "Lovelace"]}
"""Examples of what only a call knows, for expressions that are made in it."""
METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class Expression(NamedTuple):
    """A regular expression: where it stands, and how it is used."""

    place: str
    pattern: Pattern
    methods: tuple[str, ...]


def expressions(room: str) -> list[Expression]:
    """All expressions of a room's modules, each once; raises NameError for one with a name that
    is not in IN_CALLS."""
    paths = sorted((PROJECT / "tui" / room).rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    modules = {path: _module_at(path) for path in paths}
    used = _methods_by_value((trees[path], vars(modules[path])) for path in paths)
    found: dict[tuple[object, int], Expression] = {}
    for path, tree in trees.items():
        module = modules[path]
        for place, pattern, methods in _of_module(tree, vars(module), used):
            key = (pattern.pattern, pattern.flags)
            before = found[key].methods if key in found else ()
            found[key] = Expression(
                f"{module.__name__} {place}",
                pattern,
                tuple(sorted({*before, *methods})),
            )
    return list(found.values())


def _module_at(path: Path) -> ModuleType:
    names = path.relative_to(PROJECT).with_suffix("").parts
    return import_module(".".join(names).removesuffix(".__init__"))


def _methods_by_value(modules: Iterable[tuple[ast.Module, dict[str, Any]]]) -> dict[int, list[str]]:
    """The methods that are called on a compiled expression, by its id, in whichever module."""
    used: dict[int, list[str]] = {}
    for tree, names in modules:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                value = names.get(getattr(node.value, "id", ""))
                if isinstance(value, re.Pattern):
                    used.setdefault(id(value), []).append(node.attr)
    return used


def _of_module(
    tree: ast.Module, names: dict[str, Any], used: dict[int, list[str]]
) -> Iterator[tuple[str, Pattern, list[str]]]:
    for name, value in names.items():
        for pattern in _patterns_in(value):
            yield name, pattern, used.get(id(pattern)) or ["search"]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for node in (inner for function in functions for inner in ast.walk(function)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "re"
            and node.func.attr in (*METHODS, "compile")
        ):
            method = "search" if node.func.attr == "compile" else node.func.attr
            for value in _values(node.args[0], functions, names):
                pattern = (
                    value if isinstance(value, re.Pattern) else re.compile(value, _flags(node))
                )
                yield f"line {node.lineno}", pattern, [method]


def _values(
    argument: ast.expr, functions: Iterable[ast.AST], names: dict[str, Any]
) -> Iterable[Any]:
    """What an argument may be: one value, or each of those that a loop goes through."""
    known = IN_CALLS | names
    if isinstance(argument, ast.Name) and argument.id not in known:
        for node in (inner for function in functions for inner in ast.walk(function)):
            if isinstance(node, ast.For) and getattr(node.target, "id", "") == argument.id:
                values: Iterable[Any] = eval(ast.unparse(node.iter), known)
                return values
    return [eval(ast.unparse(argument), known)]


def _patterns_in(value: object) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _patterns_in(item)
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _patterns_in(item)


def _flags(node: ast.Call) -> int:
    given = [ast.unparse(word.value) for word in node.keywords if word.arg == "flags"]
    return int(eval(given[0], {"re": re})) if given else 0
