"""The live blogs that ship with the program, found by name in `assets/bundled.json`."""

import json  # settings.py needs it too; tomllib would cost each start 2 ms
from pathlib import Path
from typing import NamedTuple

from tui.errors import SourceError


class Bundled(NamedTuple):
    """One entry of `bundled.json`: what the text itself does not say about the blog."""

    name: str
    file: str
    title: str
    publisher: str
    place_zone: str

    def data(self) -> bytes:
        """The bytes of the file, exactly as published."""
        return (assets() / self.file).read_bytes()


def assets() -> Path:
    """The folder of assets: inside the package when installed from a wheel, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def bundled() -> list[Bundled]:
    """All bundled live blogs, in the order of the table."""
    table = json.loads((assets() / "bundled.json").read_text(encoding="utf-8"))
    return [Bundled(name=name, **entry) for name, entry in table.items()]


def bundled_named(name: str) -> Bundled:
    """The bundled live blog of that name; SourceError when there is none."""
    every = bundled()
    for entry in every:
        if entry.name == name:
            return entry
    names = ", ".join(entry.name for entry in every)
    raise SourceError(f"No bundled live blog is called {name!r}; there are: {names}.")
