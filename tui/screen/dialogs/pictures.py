"""The pictures of a post in a box, drawn in half blocks, with caption and credit."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui.model.blocks import Image
from tui.model.errors import LiveBlogError
from tui.screen.dialogs.dialog import Box
from tui.screen.drawing.picture import PictureSource, half_blocks

NOT_SAVED = "The saved page does not hold this picture. enter loads it from the web."
NO_ADDRESS = "The saved page does not hold this picture, nor its address."
LOADING = "Loading …"


class Picture(Widget):
    """The rows of one picture, in the middle."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._rows: Sequence[Strip] = ()

    def show(self, rows: Sequence[Strip]) -> None:
        """Shows other rows."""
        self._rows = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at = y - max(0, self.size.height - len(self._rows)) // 2
        style, width = self.rich_style, self.size.width
        if not 0 <= at < len(self._rows):
            return Strip.blank(width, style)
        row = self._rows[at]
        left = (width - row.cell_length) // 2
        blank = Strip.blank(left, style)
        return Strip.join([blank, row]).adjust_cell_length(width, style)


class PictureBox(Box[None]):
    """Shows the pictures one at a time; `open_link` opens an address in the reader's browser."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i", "dismiss", "close", show=False),
        Binding("left_square_bracket,left", "turn(-1)", show=False),
        Binding("right_square_bracket,right", "turn(1)", show=False),
        Binding("enter", "fetch", show=False),
        Binding("l", "open_link", show=False),
        Binding("y", "copy", show=False),
    ]
    can_focus = True

    def __init__(
        self,
        images: Sequence[Image],
        source: PictureSource,
        *,
        open_link: Callable[[str], None],
        copy_link: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._images, self._source, self._at = images, source, 0
        self._open_link, self._copy_link = open_link, copy_link

    def compose(self) -> ComposeResult:
        with Vertical(classes="box pictures") as box:
            box.border_subtitle = "[ ] other pictures · l open · y copy address · esc close"
            yield Picture()
            yield Static(id="caption")

    def on_mount(self) -> None:
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    @property
    def _image(self) -> Image:
        return self._images[self._at]

    def action_turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._images)
        self._show()

    def action_fetch(self) -> None:
        """Loads the picture from the web, as the reader asked for it."""
        if self._source.fetched is not None and self._image.url:
            self._say(LOADING)
            self._draw(self._source.fetched)

    def action_open_link(self) -> None:
        if self._image.url:
            self._open_link(self._image.url)

    def action_copy(self) -> None:
        if self._image.url:
            self._copy_link(self._image.url)

    def _show(self) -> None:
        box = self.query_one(".pictures")
        box.border_title = f"Picture {self._at + 1} of {len(self._images)}"
        self._say("")
        self._draw(self._source.saved)

    def _say(self, sentence: str) -> None:
        image = self._image
        words = [Content(image.caption or image.alt), Content.styled(image.credit, "italic")]
        lines = [Content.styled(sentence, "bold"), *words] if sentence else words
        caption = self.query_one("#caption", Static)
        caption.update(Content("\n").join(line for line in lines if line.plain))

    def _draw(self, load: Callable[[str], bytes | None]) -> None:
        """Loads and decodes in a thread, of which the last one wins."""
        picture = self.query_one(Picture)
        picture.show(())
        size = picture.size
        ground = picture.background_colors[1].rgb
        at, url = self._at, self._image.url

        def work() -> None:
            rows, sentence = _drawn(load, url, size, ground)
            if not rows and not sentence:
                can_load = bool(url) and self._source.fetched is not None
                sentence = NOT_SAVED if can_load else NO_ADDRESS
            if self.app.is_running:
                self.app.call_from_thread(self._put, at, rows, sentence)

        self.run_worker(work, thread=True, exclusive=True, exit_on_error=False)

    def _put(self, at: int, rows: Sequence[Strip], sentence: str) -> None:
        if at == self._at and self.is_attached:
            self.query_one(Picture).show(rows)
            self._say(sentence)


def _drawn(
    load: Callable[[str], bytes | None], url: str, size: Size, ground: tuple[int, int, int]
) -> tuple[list[Strip], str]:
    """The rows of a picture, or a sentence why there are none; neither where it is not there."""
    try:
        data = load(url)
        if data is None:
            return [], ""
        return half_blocks(data, max(1, size.width), max(1, size.height), ground), ""
    except LiveBlogError as error:
        return [], str(error)
