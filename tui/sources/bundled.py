"""The live blogs that ship with the program: a file in `assets/` and an entry here for each."""

from pathlib import Path
from typing import NamedTuple


class Bundled(NamedTuple):
    """A bundled live blog: its name on the command line, its file, and what the file lacks."""

    name: str
    file: str
    title: str
    publisher: str
    place_zone: str

    def data(self) -> bytes:
        """The bytes of the file, exactly as published."""
        return (assets() / self.file).read_bytes()


BUNDLED = (
    Bundled(
        "blinken-beijing",
        "blinken-beijing-2024-04-26.txt",
        "Blinken in Beijing",
        "BBC News",
        place_zone="Asia/Shanghai",
    ),
)
"""All of them; the first is the source when none is named."""


def assets() -> Path:
    """The folder of assets: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"
