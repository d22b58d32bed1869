"""Switch each condition of the readers off, one at a time, and print the pages that change.

    uv run --group dev python tests/support/rules_off.py "pieces/*.py" [FOLDER ...]

The pattern names modules in `tui/readers`; the pages are those of `tests/data` and of each FOLDER.
A condition that changes no page is not needed, unless it guards against hostile input.
"""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).parents[2]
READERS = ROOT / "tui" / "readers"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition, and its module's tree without it."""

    path: Path
    line: int
    text: str
    tree: ast.Module


def rules_of(path: Path) -> Iterator[Rule]:
    source = path.read_text("utf-8")
    for number in range(sum(1 for _ in _switches(ast.parse(source)))):
        tree = ast.parse(source)
        condition, switch_off = next(islice(_switches(tree), number, None))
        switch_off()
        yield Rule(path, condition.lineno, ast.unparse(condition), ast.fix_missing_locations(tree))


def _switches(tree: ast.Module) -> Iterator[tuple[ast.expr, Callable[[], None]]]:
    """Each condition of a module, with a function that switches it off."""
    for node in ast.walk(tree):
        match node:
            case ast.If() | ast.IfExp():
                yield node.test, partial(setattr, node, "test", ast.Constant(False))
            case ast.BoolOp():
                yield from ((x, partial(_drop, node, x)) for x in node.values)
            case ast.comprehension():
                yield from ((x, partial(node.ifs.remove, x)) for x in node.ifs)


def _drop(node: ast.BoolOp, operand: ast.expr) -> None:
    node.values.remove(operand)
    if len(node.values) == 1:
        node.values.append(ast.Constant(isinstance(node.op, ast.And)))


def _import_without(rule: Rule) -> None:
    """Let the rule's module, not yet imported, run without the rule."""
    usual = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        is_changed = Path(loader.path) == rule.path
        return compile(rule.tree, loader.path, "exec") if is_changed else usual(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]


def _reading(page: Path) -> str:
    """Digest of all that is read of a page."""
    said = "a crash"
    with suppress(Exception):
        from tui.model.errors import LiveBlogError
        from tui.readers import read_all

        try:
            said = repr(read_all(page.read_bytes()))
        except LiveBlogError as error:
            said = repr(error)
    return sha256(said.encode("utf-8", "replace")).hexdigest()


def _changed(rule: Rule, usual: Mapping[Path, str]) -> list[str]:
    """The first pages that are read otherwise without the rule."""
    _import_without(rule)
    changed = (page.name for page, reading in usual.items() if _reading(page) != reading)
    return list(islice(changed, MOST_NAMED))


def main(pattern: str, *folders: str) -> None:
    places = (ROOT / "tests" / "data", *map(Path, folders))
    found = chain.from_iterable(place.rglob("*") for place in places)
    pages = sorted(x for x in found if x.is_file() and x.parent.name != "readings")
    rules = [rule for module in sorted(READERS.glob(pattern)) for rule in rules_of(module)]
    with get_context("spawn").Pool(maxtasksperchild=1) as processes:
        usual = dict(zip(pages, processes.map(_reading, pages, chunksize=50), strict=True))
        changed = processes.imap(partial(_changed, usual=usual), rules)
        for rule, names in zip(rules, changed, strict=True):
            place = f"{rule.path.relative_to(READERS)}:{rule.line}"
            print(place, rule.text, "->", ", ".join(names) or "no page", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
