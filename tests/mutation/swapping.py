"""Puts a mutant in the place of its module: in what has been imported, or in what will be."""

import gc
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType

from mutants import Mutant


def functions_of(paths: set[str]) -> list[FunctionType]:
    """The functions and methods of some files."""
    files = {str(Path(path).resolve()) for path in paths}
    return [
        thing
        for thing in gc.get_objects()
        if type(thing) is FunctionType and thing.__code__.co_filename in files
    ]


def swap(mutant: Mutant, functions: list[FunctionType]) -> bool:
    """Give the function that has changed its new code; False if it cannot be found."""
    file = str(Path(mutant.path).resolve())
    swapped = False
    for code in _outer_functions(mutant.compiled()):
        for function in functions:
            old = function.__code__
            if (old.co_filename, old.co_qualname, old.co_firstlineno) == (
                file,
                code.co_qualname,
                code.co_firstlineno,
            ):
                swapped = swapped or old != code
                function.__code__ = code
    return swapped


def _outer_functions(code: CodeType) -> Iterator[CodeType]:
    """The code of functions and methods, but not of what is inside these."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            is_scope = not inner.co_flags & CO_OPTIMIZED or inner.co_name.startswith("<generic")
            if is_scope:
                yield from _outer_functions(inner)
            else:
                yield inner


def import_as(mutant: Mutant) -> None:
    """From now on, importing the module gives the mutant."""
    name = mutant.path.removesuffix(".py").replace("/", ".")
    original = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        if fullname != name:
            return original(loader, fullname)
        return mutant.compiled()

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]  # in this process
