"""Made-up live blogs as people copy them, in many shapes and languages, and texts that are none.

Each is a file of `tests/readers/pieces/clocks/copied`: its name, the day that the user gives, its
posts with the oldest first ("12 May 14:30 | headline | authors | first words"), then the text.
"""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "readers/pieces/clocks/copied"


class Copied(NamedTuple):
    """A text, its posts, and the day that the user gives."""

    text: str
    posts: tuple[str, ...]
    day: str = ""


def _read(path: Path) -> tuple[str, Copied]:
    head, _, text = path.read_bytes().decode().partition("\n---\n")
    name, *rows = head.splitlines()
    fields = [row.partition(": ")[::2] for row in rows]
    posts = tuple(value for field, value in fields if field == "post")
    day = next((value for field, value in fields if field == "day"), "")
    return name.removeprefix("# "), Copied(text, posts, day)


_ALL = dict(map(_read, sorted(FOLDER.glob("*.txt"))))
BLOGS = {name: copied for name, copied in _ALL.items() if copied.posts}
ORDINARY = {name: copied.text for name, copied in _ALL.items() if not copied.posts}
