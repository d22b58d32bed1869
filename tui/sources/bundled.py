"""Live blogs that ship with the program: a file in `assets/` and an entry here for each."""

from pathlib import Path
from typing import NamedTuple


class Bundled(NamedTuple):
    """A file in the program's own form, which is read sooner than a copied text."""

    name: str
    file: str
    title: str
    publisher: str

    def data(self) -> bytes:
        return (assets() / self.file).read_bytes()


_ALL = (
    Bundled("blinken-beijing", "blinken-beijing-2024-04-26.json", "Blinken in Beijing", "BBC News"),
    Bundled(
        "skerry-rock",
        "skerry-rock-2026-03-14.json",
        "The last night of the lamp on Skerry Rock",
        "an invented live blog",
    ),
)


def assets() -> Path:
    """Inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


BUNDLED = tuple(entry for entry in _ALL if (assets() / entry.file).exists())
"""The first is the default; a distributor may leave the BBC's page out."""


def bundled(name: str) -> Bundled | None:
    """The live blog of that name, unless a file has the name."""
    return next((x for x in BUNDLED if x.name == name and not Path(name).exists()), None)
