"""Live blogs that ship with the program: a file in `assets/` and an entry here for each."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tui.model.blog import LiveBlog, SummaryPoint


class Bundled(NamedTuple):
    name: str
    file: str
    title: str
    publisher: str
    place_zone: str = ""
    known: tuple[tuple[str, str], ...] = ()
    """Words of a summary point, time of the post completing it."""

    def completed(self, blog: LiveBlog) -> LiveBlog:
        """With what its file does not say."""
        return blog._replace(
            title=blog.title or self.title,
            publisher=blog.publisher or self.publisher,
            place_zone=blog.place_zone or self.place_zone,
            summary=tuple(map(self._dated, blog.summary)),
        )

    def _dated(self, point: SummaryPoint) -> SummaryPoint:
        text = "".join(point.block.words[:1])
        times = (datetime.fromisoformat(time) for words, time in self.known if words in text)
        return point._replace(known=next(times, point.known))

    def data(self) -> bytes:
        return (assets() / self.file).read_bytes()


_ALL = (
    Bundled(
        "blinken-beijing",
        "blinken-beijing-2024-04-26.txt",
        "Blinken in Beijing",
        "BBC News",
        place_zone="Asia/Shanghai",
        known=(
            ("partners, not rivals", "2024-04-26T09:45+01:00"),
            ("red lines", "2024-04-26T09:26+01:00"),
            ("beginning to stabilise", "2024-04-26T11:03+01:00"),
            ("Chinese-owned TikTok", "2024-04-26T10:43+01:00"),
        ),
    ),
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
    found = (entry for entry in BUNDLED if entry.name == name and not Path(name).exists())
    return next(found, None)
