"""Box of a post's pictures, with caption and credit."""

from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Static

from tui.model.blocks import Image
from tui.model.errors import LiveBlogError
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import Box
from tui.screen.drawing.line_widget import LineWidget, TextRow, centred
from tui.screen.drawing.picture import REMOVAL, PictureSource

MISSING = "The saved page does not hold this picture"


class Picture(LineWidget):
    rows: reactive[Sequence[TextRow]] = reactive((), init=False)

    def text_rows(self, size: Size) -> list[TextRow]:
        above = max(0, size.height - len(self.rows)) // 2
        return [*[()] * above, *(centred(row, size.width) for row in self.rows)]


class PictureBox(Box[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        ("q,i", "dismiss(None)"),
        ("left_square_bracket,left,up", "turn(-1)"),
        ("right_square_bracket,right,down", "turn(1)"),
        ("enter", "fetch"),
        ("l", "link(False)"),
        ("y", "link(True)"),
    ]
    can_focus = True

    def __init__(
        self, page: ReplayApp, post: int, at: int, images: Sequence[Image], source: PictureSource
    ) -> None:
        self._picture, self._caption = Picture(id="picture"), Static(id="caption")
        super().__init__(Vertical(self._picture, self._caption, classes="pictures"), "", "")
        self._actions, self._send = page.post_actions, page.graphics
        self._images, self._source, self._at = images, source, at
        self._shown = partial(page.picture_shown, post)

    def on_resize(self) -> None:
        self._load()

    def on_unmount(self) -> None:
        self._shown(None)
        if self._send is not None:
            self._send(REMOVAL)

    def action_turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._images)
        self._load()

    def action_fetch(self) -> None:
        if self._source.can_fetch and self._images[self._at].url:
            self._load(fetch=True)

    def action_link(self, copies: bool) -> None:
        if url := self._images[self._at].url:
            (self._actions.copy_link if copies else self._actions.action_open_link)(url)

    def _load(self, *, fetch: bool = False) -> None:
        """Show the picture, once the box has its whole height for it."""
        self._content.remove_class("-missing")
        self.call_after_refresh(self._show, fetch=fetch)

    def _show(self, *, fetch: bool) -> None:
        count = len(self._images)
        others = "[ ] other pictures · " if count > 1 else ""
        links = "l open · y copy address · " if self._images[self._at].url else ""
        self.frame(f"Picture {self._at + 1} of {count}", f"{others}{links}esc close")
        self._say("Loading …" if fetch else "")
        self._draw(fetch=fetch)

    def _say(self, sentence: str) -> None:
        image = self._images[self._at]
        lines = [
            Content.styled(sentence, "bold"),
            Content(image.caption or image.alt),
            Content.styled(image.credit, "italic"),
        ]
        self._caption.update(Content("\n").join(line for line in lines if line.plain))

    @work(exclusive=True, exit_on_error=False)
    async def _draw(self, *, fetch: bool) -> None:
        """Load and decode in a thread; the latest request wins."""
        picture, source, image = self._picture, self._source, self._images[self._at]
        picture.rows = ()
        address, ground = image.url or image.saved, picture.background_colors[1].rgb
        size = Size(*map(min, picture.size, source.most))  # one drawing for many windows
        how = {"fetch": fetch, "graphic": self._send is not None}
        missing = f"{MISSING}{'. enter loads it from the web' if source.can_fetch else ''}."
        missing = missing if image.url else f"{MISSING}, nor its address."
        try:
            drawn = await to_thread(source.draw, address, size, ground, **how)
        except LiveBlogError as error:
            drawn, missing = None, str(error)
        if drawn and self._send is not None:
            self._send(drawn.sent)
        picture.rows = drawn.rows if drawn else ()
        self._content.set_class(not drawn, "-missing")
        shown = self._shown(self._at if drawn else None)
        self._say(shown if drawn else missing)


async def open_box(page: ReplayApp, post: int | None = None, at: int = 0) -> None:
    """Show pictures of a post, by default that in view; only another key loads from the web."""
    post, source = page.post_actions.current if post is None else post, page.options.pictures
    images = () if post is None else page.feed.rows.versions.standing(post).post.images
    if post is None or not images:
        page.tell("No picture in this post.")
    elif source is None:
        page.tell("Pictures need serve --pictures.")
    elif page.no_color:
        page.tell("No pictures without colours: NO_COLOR is set.")
    else:
        await PictureBox(page, post, at % len(images), images, source).open()
