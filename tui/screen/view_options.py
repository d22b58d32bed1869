"""What a reader may ask for about the screen, all with a good default."""

from dataclasses import dataclass, field

from tui.playback.faces import ClockFace


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """`faces` are the ways to tell the time, the first at the start; `keymap` maps ids of keys.py to keys."""

    faces: tuple[ClockFace, ...]
    newest_first: bool = False
    no_spoilers: bool = False
    theme: str = "textual-dark"
    keymap: dict[str, str] = field(default_factory=dict)
