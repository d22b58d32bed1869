"""The shelf's panel: facts of a live blog, its track, and the post at which the reader left."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from textual import work
from textual.geometry import Size
from textual.reactive import reactive

from tui.model.blocks import plain_text
from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, own_face
from tui.model.counted import counted
from tui.model.safe_text import printable
from tui.model.versions import standing_at
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import fitted, wrap
from tui.screen.shelf.row import ShelfRow

MARGIN, REST_SECONDS = 2, 0.1  # cells on both sides; of the cursor
MOST_ROWS = 100  # of a post


class ShelfPreview(NamedTuple):
    blog: LiveBlog
    left: datetime | None = None  # moment at which the reader left
    marks: Mapping[int, str] = MappingProxyType({})  # notes by marked post
    face: ClockFace | None = None  # None: the blog's own


type Preview = Callable[[ShelfRow], ShelfPreview | None]


class About(LineWidget):
    """Reads the live blog of a row by `preview` in a thread, once the cursor rests on the row."""

    row: reactive[ShelfRow | None] = reactive(None, init=False)

    def __init__(self, preview: Preview | None) -> None:
        super().__init__(id="about")
        self._preview = preview
        self._shown: ShelfPreview | None = None

    def watch_row(self, row: ShelfRow | None) -> None:
        self._shown = None
        if row is not None and self._preview is not None and self.display:
            self._read_blog(row, self._preview)

    @work(exclusive=True, exit_on_error=False)
    async def _read_blog(self, row: ShelfRow, preview: Preview) -> None:
        await asyncio.sleep(REST_SECONDS)
        self._shown = await asyncio.to_thread(preview, row)
        self.refresh()

    def text_rows(self, size: Size) -> list[TextRow]:
        if self.row is None:
            return []
        width = max(1, size.width - 2 * MARGIN)
        texts = [(self.row.title, "name"), (self.row.facts, "muted"), ("", "text")]
        texts += [(text, "text") for text in self.row.about]
        rows: list[TextRow] = [()]
        for text, role in texts:
            rows += [((line, role),) for _, line in wrap(printable(text), width)]
        if self._shown is not None:
            rows += _preview_rows(self._shown, width)
        room = size.height - 1  # a row stays free below
        return [((" " * MARGIN, "text"), *row) for row in rows[:room]]


def _preview_rows(preview: ShelfPreview, width: int) -> Iterator[TextRow]:
    """The scrubber; time, headline and text of a post, the first for a new reader."""
    from tui.screen.transport.scrubber import laid_out  # not needed for the shelf's first frame

    blog = preview.blog
    timeline, face = Timeline.of(blog), preview.face or own_face(blog)
    moment = preview.left or blog.start
    scrubber = laid_out(face, timeline, timeline, Size(width + 2, 2))
    yield from ((), *(row[1:] for row in scrubber.rows(moment, standing=False)), ())
    if preview.marks:
        notes = sum(map(bool, preview.marks.values()))
        told = [counted(len(preview.marks), "mark"), *([counted(notes, "note")] if notes else [])]
        yield ((" · ".join(told), "text"),)
        yield ()
    post = standing_at(blog.posts[timeline.newest_at(moment) or 0], moment).post
    time = f"{face.clock(post.published)}  "
    before = (time, "now")
    for text, role in ((post.headline, "name"), (plain_text(post.body), "text")):
        for line in fitted(text, width - len(time), MOST_ROWS) if text else ():
            yield before, (line, role)
            before = (" " * len(time), "text")
