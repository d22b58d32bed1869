"""Base of our apps: keys in order, themes, terminals with few colours, driver, window sizes."""

import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from os import environ
from typing import Any, ClassVar

from textual import constants, events
from textual.actions import SkipAction
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.theme import Theme

from tui.operating_system import has_shell, stop_job
from tui.screen.drawing.colours import PALETTE, SIXTEEN, page_colours, theme_colour
from tui.screen.fixes import repaint
from tui.screen.themes import DARK, OWN_THEMES, SIXTEEN_COLOURS_THEME

LOST_SECONDS = 1.0  # then the widget of a key is gone
NO_COLOR: LineFilter = NoColor()
DEPTHS = {"standard": SIXTEEN, "256": PALETTE}  # by rich's names
_TEXTS = {  # variables of boxes: the page's equal variables
    "foreground": "page-text",
    "text-accent": "page-accent",
    "text-muted": "page-muted",
    "text-error": "page-wrong",
    "text-disabled": "page-muted",
}


class BaseApp(App[Any]):
    """Each key waits until the last has bubbled up to the app. Otherwise a dialog would miss keys
    typed right after the key that opens it; actions await its mounting."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "repaint", show=False, priority=True)  # as in other programs
    ]
    was_interrupted = False  # ended by ctrl+c, so the list before it ends too
    VEILS: ClassVar[bool] = True  # dim the page under a box, which repaints the whole window
    has_keys = True  # False: buttons in their place
    _current_key: events.Key | None = None

    def __init__(self, theme: str = "") -> None:
        # Before the style sheet is read, which else is read a second time.
        self.set_reactive(App.theme, theme or DARK.name)
        if not environ.get("NO_COLOR"):
            environ.pop("NO_COLOR", None)  # an empty one means nothing, but not to Textual
        super().__init__()
        self._given_theme = theme
        self.animation_level = "none"
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._after_keys: list[Callable[[], None]] = []

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if self._current_key is not None and event.time - self._current_key.time > LOST_SECONDS:
                self._current_key = None
            await self._next_keys()
        else:
            await super().on_event(event)
            if event is self._current_key:
                self._current_key = None
                # The action's own calls, such as the result of a dialog, come first.
                self.call_next(self._next_keys)

    async def _next_keys(self) -> None:
        while self._waiting and self._current_key is None:
            event = self._waiting.popleft()
            if isinstance(event, events.Key):
                # A key that the focused widget takes as text never bubbles up.
                takes = self.focused and self.focused.check_consume_key(event.key, event.character)
                self._current_key = None if takes else event
            await super().on_event(event)
            if not event.is_forwarded:  # a priority binding has taken it
                self._current_key = None
        self.call_after_keys()

    def call_after_keys(self, *callbacks: Callable[[], None]) -> None:
        """Call back once all keys so far have been handled and drawn."""
        self._after_keys += callbacks
        if not self._waiting and self._current_key is None:
            for callback in self._after_keys:
                self.call_after_refresh(callback)
            self._after_keys.clear()

    def on_mount(self) -> None:
        self.theme = self._given_theme or self.suitable_theme

    def get_driver_class(self) -> type[Driver]:
        """Our driver, unless TEXTUAL_DRIVER is set; Windows has Textual's."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from tui.terminal_input.local_driver import LocalDriver

        return LocalDriver

    @property
    def graphics(self) -> Callable[[str], None] | None:
        """Writes to a terminal that draws pictures itself, by their colours; None for others."""
        draws = getattr(self._driver, "draws_pictures", False)
        is_exact = self.console.color_system == "truecolor"
        return self._driver.write if self._driver and draws and is_exact else None

    @property
    def can_suspend(self) -> bool:
        """True if ctrl+z can return to a shell."""
        driver = self._driver
        return driver is not None and driver.can_suspend and has_shell()

    def action_suspend_process(self) -> None:
        if self.can_suspend:
            with self.suspend():
                stop_job()
            repaint(self)
        else:
            self.tell("No shell to suspend to here. q quits.")

    def action_repaint(self) -> None:
        """Paint a window anew that another program has written to, such as a shell before fg."""
        repaint(self)

    on_driver_signal_resume = action_repaint

    def on_resize(self, event: events.Resize) -> None:
        """Repaint a window of its old size: the terminal has cut and moved the picture."""
        if self.is_running and self.screen.outer_size == event.size:
            repaint(self)

    def tell(self, note: str) -> None:
        self.notify(note, markup=False)

    async def action_open(self, module: str, box: str = "box") -> None:
        """Open a box of a module of `dialogs`, which is imported only then."""
        await getattr(import_module(f"tui.screen.dialogs.{module}"), f"open_{box}")(self)

    def action_interrupt(self) -> None:
        """End the program and the list that led here."""
        self.was_interrupted = True
        self.exit()

    async def action_copy_or_quit(self) -> None:
        """Handle ctrl+c: copy selected text; without a selection quit."""
        try:
            self.screen.action_copy_text()
        except SkipAction:
            self.action_interrupt()
        else:
            self.tell("Copied the selected text.")

    @property
    def suitable_theme(self) -> str:
        """Default theme; with 16 colours the terminal's own palette."""
        few = self.console.color_system == "standard" and not self.is_headless
        return SIXTEEN_COLOURS_THEME if few else DARK.name

    @property
    def available_themes(self) -> dict[str, Theme]:
        return OWN_THEMES | super().available_themes

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Replace NO_COLOR's filters, which leave greys on black; add a filter for few colours."""
        if self.no_color:
            return [NO_COLOR]
        no_colour = Monochrome, NoColor  # of an environment that does not decide
        filters = [x for x in super().get_line_filters() if not isinstance(x, no_colour)]
        return [*filters, *filter(None, [self.depth])]

    @property
    def depth(self) -> LineFilter | None:
        """Filter for a terminal with few colours; a screenshot always has all."""
        return None if self.is_headless else DEPTHS.get(self.console.color_system or "")

    def get_css_variables(self) -> dict[str, str]:
        """Add page and box colours; without colours mark the cursor by its style."""
        variables = super().get_css_variables()
        variables |= page_colours(variables, no_color=self.no_color)
        variables["page-chip-look"] = "reverse" if self.no_color else "bold"
        has_greys = self.console.color_system != "standard" and not self.current_theme.ansi
        veils = self.VEILS and has_greys and not self.no_color
        variables["page-veil"] = f"{variables['background']} 62%" if veils else "transparent"
        if self.no_color:
            return variables | {
                "block-cursor-text-style": "bold underline",
                "block-cursor-blurred-text-style": "bold underline",
                "input-cursor-text-style": "reverse",
            }
        return variables | _box_colours(variables)


def _box_colours(variables: Mapping[str, str]) -> dict[str, str]:
    """Page texts; a cursor in reversed accent, grey in a list beside a line if greys are known."""
    accent = variables["page-accent"]
    cursors = {"input-cursor-text-style": "bold", "block-cursor-blurred-text-style": "bold"}
    is_ansi = theme_colour(accent).ansi is not None
    text = variables["page-on-accent"] if is_ansi else theme_colour(variables["surface"]).hex
    for kind in ("block-cursor", "block-cursor-blurred", "input-cursor", "input-selection"):
        cursors |= {f"{kind}-background": accent, f"{kind}-foreground": text}
    texts = {name: variables[source] for name, source in _TEXTS.items()}
    blurred = {} if is_ansi else {"background": "page-key", "foreground": "page-text"}
    grey = {f"block-cursor-blurred-{part}": variables[name] for part, name in blurred.items()}
    return texts | cursors | grey
