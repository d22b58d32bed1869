"""Every small change to a module that a test should notice: one syntax node at a time."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
}  # fmt: skip
REMOVABLE = (ast.Assign, ast.AugAssign, ast.Raise, ast.Delete, ast.Continue, ast.Break, ast.Return)
UNTOUCHED = {"annotation", "returns", "decorator_list", "bases", "keywords", "type_params", "msg"}
"""Fields for readers and type checkers, and what classes are made of."""


class Change(NamedTuple):
    """One node of a module's tree to be replaced by a new one; `around` is its statement."""

    node: ast.AST
    new: ast.AST
    parent: ast.AST
    around: ast.stmt

    @property
    def lines(self) -> range:
        """Those of the statement, or of the head of one with a body."""
        first, last = self.around.lineno, self.around.end_lineno or 0
        body = getattr(self.around, "body", None)
        return range(first, max(body[0].lineno, first + 1) if body else last + 1)

    def describe(self) -> str:
        """The source before and after, without the line, so that it outlives edits elsewhere."""
        if not isinstance(self.node, ast.expr):
            return f"{_text(self.node)} -> removed"
        before = _text(self.parent)
        _replace(self.parent, self.node, self.new)
        after = _text(self.parent)
        _replace(self.parent, self.new, self.node)
        return f"{before} -> {after}"


class Mutant(NamedTuple):
    """A module, at `path` below the project's folder, with one change."""

    path: str
    line: int
    lines: frozenset[tuple[str, int]]
    """Those of the statement, as coverage may name any of them."""
    name: str
    function: bool
    """Whether the change is inside a function, so that it has no effect on import."""
    tree: ast.Module
    change: Change

    def compiled(self) -> CodeType:
        """The changed module. Call it once, in a fork: the tree is shared and stays changed."""
        change = self.change
        _replace(change.parent, change.node, ast.copy_location(change.new, change.node))
        file = str(Path(self.path).resolve())
        return compile(ast.fix_missing_locations(self.tree), file, "exec")


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """All mutants of a module."""
    where = path.relative_to(root).as_posix()
    tree = ast.parse(path.read_text())
    bodies = [
        (node.body[0].lineno, node.end_lineno or 0)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    names: Counter[str] = Counter()
    for change in list(_changes(tree, tree.body[0])) if tree.body else ():
        name = change.describe()
        names[name] += 1
        nth = f" ({names[name]})" if names[name] > 1 else ""
        line = getattr(change.node, "lineno", 0)
        lines = frozenset((where, each) for each in change.lines)
        inside = any(first <= line <= last for first, last in bodies)
        yield Mutant(where, line, lines, f"{where}: {name}{nth}", inside, tree, change)


def _changes(node: ast.AST, around: ast.stmt) -> Iterator[Change]:
    """The changes to a node's children, depth first; `around` is the statement they stand in."""
    for field, value in ast.iter_fields(node):
        if field in UNTOUCHED and not (field == "keywords" and isinstance(node, ast.Call)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_for_readers(child, node):
                continue
            statement = child if isinstance(child, ast.stmt) else around
            for new in _changed(child, is_condition=field == "test"):
                yield Change(child, new, node, statement)
            yield from _changes(child, statement)


def _is_for_readers(node: ast.AST, parent: ast.AST) -> bool:
    """Whether it is for readers and type checkers: docstrings, types, asserts, words of messages.

    Imports and protocols are left alone too.
    """
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(parent, ast.Call) and getattr(parent.func, "id", "") == "cast":
        return node is parent.args[0]
    return isinstance(
        node, ast.Assert | ast.Import | ast.ImportFrom | ast.TypeAlias | ast.JoinedStr
    )


def _changed(node: ast.AST, *, is_condition: bool) -> Iterator[ast.AST]:
    """What a node may be replaced by."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            new = COMPARISONS[type(operator)]()
            yield ast.Compare(
                node.left, [*node.ops[:at], new, *node.ops[at + 1 :]], node.comparators
            )
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _other_constant(node.value)
    elif isinstance(node, REMOVABLE) or (
        isinstance(node, ast.Expr) and not isinstance(node.value, ast.Yield | ast.YieldFrom)
    ):
        yield ast.Pass()
    if is_condition and not isinstance(node, ast.Compare | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), node)  # type: ignore[arg-type]  # a test is an expression


def _other_constant(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str | bytes):
        other = "XX" if isinstance(value, str) else b"XX"
        yield ast.Constant(other if not value else value[:0])


def _replace(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for field, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, field, new)
        elif isinstance(value, list):
            setattr(parent, field, [new if each is old else each for each in value])


def _text(node: ast.AST) -> str:
    """Source on one line: the head alone of what has a body."""
    if isinstance(node, ast.If | ast.While | ast.For | ast.FunctionDef | ast.AsyncFunctionDef):
        node = copy.copy(node)
        node.body = [ast.Pass()]
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.orelse = []
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 160 else text[:80] + " ... " + text[-75:]
