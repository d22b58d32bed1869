"""The action of the key that shows a post's pictures."""

from collections.abc import Callable

from tui.model.blocks import Image
from tui.screen.actions.part import PartActions
from tui.screen.page import ReplayPage


class PictureActions(PartActions):
    """Opens the box of pictures; nothing is loaded from the web without another key."""

    def __init__(
        self,
        app: ReplayPage,
        *,
        open_link: Callable[[str], None],
        copy_link: Callable[[str], None],
    ) -> None:
        super().__init__(app)
        self._open_link, self._copy_link = open_link, copy_link

    async def action_open(self) -> None:
        """Shows the pictures of the post in view."""
        post = self.feed.reading.current_post()
        body = () if post is None else self.feed.rows.versions.standing(post).post.body
        images = [block for block in body if isinstance(block, Image)]
        if not images:
            self.tell("No picture in this post.")
        elif self.options.pictures is None:
            self.tell("Pictures are not shown here.")
        elif self.app.no_color:
            self.tell("No pictures without colours: NO_COLOR is set.")
        else:
            from tui.screen.dialogs.pictures import PictureBox

            box = PictureBox(
                images,
                self.options.pictures,
                open_link=self._open_link,
                copy_link=self._copy_link,
            )
            await box.open()
