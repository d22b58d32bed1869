"""Producers of live blogs, a table of field names each, where general names do not suffice. Other
packages add dialects by the entry-point group `liveblog_tui.dialects`."""

from functools import cache
from importlib import import_module

from tui.model.errors import LiveBlogError
from tui.readers.dialects.dialect import Dialect

__all__ = ["GROUP", "Dialect", "dialects"]

GROUP = "liveblog_tui.dialects"  # each gives a `Dialect` or a list
_OWN = ("bbc", "guardian", "sourcefabric", "wordpress", "schema_org")


@cache
def dialects() -> tuple[Dialect, ...]:
    """Dialects of other packages come first. Raises LiveBlogError for any other object."""
    own = (import_module(f"tui.readers.dialects.{name}").DIALECTS for name in _OWN)
    return (*_from_elsewhere(), *(dialect for several in own for dialect in several))


def _from_elsewhere() -> list[Dialect]:
    from importlib.metadata import entry_points  # 5 ms, and our own format needs none

    found: list[Dialect] = []
    for point in entry_points(group=GROUP):
        try:
            made = point.load()
        except Exception as error:  # code of another package
            message = f"The entry point {point.name} of {GROUP} cannot be loaded: {error}."
            raise LiveBlogError(message) from error
        several = list(made) if isinstance(made, list | tuple) else [made]
        if not all(isinstance(x, Dialect) for x in several):
            raise LiveBlogError(f"The entry point {point.name} of {GROUP} is no Dialect.")
        found += several
    return found
