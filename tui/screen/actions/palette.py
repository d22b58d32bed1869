"""The palette: opens it, and does what was chosen in it."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from tui.screen.actions.palette_effects import PaletteEffects

if TYPE_CHECKING:
    from tui.screen.dialogs.palette import PaletteHit


class PaletteActions(PaletteEffects):
    """Opens the palette and runs the hit chosen."""

    async def action_open(self) -> None:
        """Opens the palette."""
        from tui.playback.typed.moment import example_time
        from tui.screen.actions.finder import Finder
        from tui.screen.dialogs.palette import PaletteBox

        self.theme = self.app.theme
        find = Finder(self.app.screen, self, self.clock).find
        example = example_time(self.player.blog, (self.face, *self.options.faces))
        hint = f"{example} · 16:30 Beijing · +10m · 50% · #7 · a headline · theme"
        await PaletteBox(find, hint).open(self._chosen)

    async def _chosen(self, hit: "PaletteHit | None") -> None:
        if hit is None or hit.shows is None:
            self.show_theme(self.theme)
        if hit is None:
            return
        if not hit.time:
            self.recent = [hit.text or "", *self.recent][:3]
        done: Awaitable[object] | None = hit.command()
        if done is not None:
            await done
