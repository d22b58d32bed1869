"""All that is read of a page, as text: `readings.py` writes it for every page of `tests/data`.

Look at the difference before it is committed: each line that changes is better, or a fault.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tui.model.blog import Block, Image, LiveBlog, Post
from tui.model.coverage import Coverage
from tui.model.errors import LiveBlogError
from tui.readers import read
from tui.readers.page import NOTHING_GIVEN, Given
from tui.sources.bundled import BUNDLED, assets

_FIELDS = (
    "title", "description", "publisher", "language", "url", "zone", "byline", "format",
)  # fmt: skip
DATA = Path(__file__).parents[1] / "data"
PLACE = DATA / "readings"
COPIED = (assets() / "blinken-beijing-2024-04-26.txt").read_bytes()
"""The page of the bundled blog as it was copied."""
PAGES = sorted(
    str(x.relative_to(DATA))
    for x in (
        *DATA.iterdir(),
        *(x for name in ("parts", "texts", "forms") for x in (DATA / name).iterdir()),
    )
    if x.is_file() and x.suffix != ".md"
)
DAY = Given(date(2020, 10, 15), timeless=True)


def page(name: str) -> bytes:
    """The bytes of a page of `tests/data`."""
    return (DATA / name).read_bytes()


def answers(name: str) -> Any:
    """A table of `tests/data/answers`: input and result."""
    return json.loads((DATA / f"answers/{name}.json").read_text("utf-8"))


def expected(page: str) -> Path:
    return PLACE / f"{page.replace('/', '-').removesuffix('.txt')}.txt"


def is_refused(page: str) -> bool:
    return expected(page).read_text("utf-8").startswith("refused")


def reading(page: str) -> str:
    """The reading of a page; a text that is refused, or named for a given day, also with a day."""
    data = (DATA / page).read_bytes()
    told = _told(data)
    if "given-day" in page or (told.startswith("refused") and "none-" not in page):
        dated = _told(data, DAY)
        if not dated.startswith("refused"):
            told += f"\nwith --date {DAY.day} --every 30s:\n{dated}"
    return told


def beginnings() -> str:
    """The reading of the copied page, the beginnings of its lines alone: its text has an owner."""
    return "\n".join(line[:60] for line in _told(COPIED).split("\n"))


def _told(data: bytes, given: Given = NOTHING_GIVEN) -> str:
    try:
        blog = read(data, given)
    except LiveBlogError as error:
        return f"refused: {error}\n"
    lines = [*_about(blog), *(line for post in blog.posts for line in ("", *_post(post)))]
    return "\n".join(lines) + "\n"


def _about(blog: LiveBlog) -> Iterator[str]:
    for name in _FIELDS:
        yield f"{name}: {getattr(blog, name)}"
    times = {"covers": (blog.coverage_start, blog.coverage_end), "captured": (blog.captured,)}
    for name, moments in times.items():
        if any(moments):
            yield f"{name}: {' to '.join(x.isoformat() if x else '?' for x in moments)}"
    yield from (f"summary: {line}" for x in blog.summary for line in _block(x.block))
    yield from (f"reading: {x}" for x in (blog.reading.sentences if blog.reading else ()))
    yield from (f"warning: {x.place}: {x.message}" for x in blog.warnings)
    yield from _part(blog.part)


def _part(part: Coverage | None) -> Iterator[str]:
    if part is not None:
        ends = "".join(" older" if x.after is None else " newer" for x in part.missing)
        yield f"part: {part.sign}, {part.pages} of {part.total}, missing{ends}"
        yield from (f"other page: {x}" for x in part.links)


def _post(post: Post) -> Iterator[str]:
    edited = f" edited {post.modified.isoformat()}" if post.modified else ""
    yield f"{post.published.isoformat()}{edited}"
    for name in ("labels", "headline", "byline", "id", "url"):
        if value := getattr(post, name):
            yield f"  {name}: {' · '.join(value) if name == 'labels' else value}"
    yield from (f"  {line}" for block in post.body for line in _block(block))
    for version in post.versions:
        yield f"  version {version.known.isoformat()}"
        inner = _post(version.post) if version.post else ["deleted"]
        yield from (f"    {line}" for line in inner)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Image):
        yield f"Image: {block.alt} | {block.caption} | {block.credit} | {block.url}"
        return
    yield f"{type(block).__name__}: {block.prefix}{' | '.join(block.words)}"
    for start, end, url in getattr(block, "links", ()):
        yield f"  link: {block.words[0][start:end]} = {url}"


if __name__ == "__main__":
    PLACE.mkdir(exist_ok=True)
    for name in PAGES:
        expected(name).write_text(reading(name), "utf-8")
    expected(BUNDLED[0].name).write_text(beginnings(), "utf-8")
