"""What a screen of the rehearsal's room shows: its clock, its countdown, words."""

import re

from rehearsal_guests import Seen

from tui.sources import load
from tui.sources.bundled import BUNDLED

BLOG = load(BUNDLED[0].name)
_CLOCK = re.compile(r"([►║■]) (\d\d:\d\d)")
_COUNTDOWN = re.compile(r"Begins in (?:(\d+) min )?(\d+) s")
_TITLE_CELLS = 14
"""Of a title so much is in the narrowest window."""
MINUTES_AFTER = 3
"""So long a playing clock still counts as where it has jumped to."""


def shows(words: str) -> Seen:
    """Whether the words stand there."""
    return lambda screen: words in screen


def hides(words: str) -> Seen:
    """Whether they do not."""
    return lambda screen: words not in screen


def both(*every: Seen) -> Seen:
    """Whether all of it is seen."""
    return lambda screen: all(seen(screen) for seen in every)


def either(*any_of: Seen) -> Seen:
    """Whether some of it is seen."""
    return lambda screen: any(seen(screen) for seen in any_of)


def clock(screen: str) -> tuple[str, str]:
    """The clock's sign and its time; empty where there is none."""
    found = _CLOCK.search(screen)
    return (found[1], found[2]) if found else ("", "")


def sign(wanted: str) -> Seen:
    """Whether the clock has a sign: playing, paused, at the end."""
    return lambda screen: clock(screen)[0] == wanted


def minutes(moment: str) -> int:
    """Minutes since midnight; -1 for no time."""
    hour, _, minute = moment.partition(":")
    return int(hour) * 60 + int(minute) if minute else -1


def stands_at(moment: str) -> Seen:
    """Whether the clock is at a moment, or has played on a little from there."""
    return lambda screen: 0 <= minutes(clock(screen)[1]) - minutes(moment) <= MINUTES_AFTER


def later_than(moment: str) -> Seen:
    """Whether the clock has gone on."""
    return lambda screen: minutes(clock(screen)[1]) > minutes(moment)


def countdown(screen: str) -> int | None:
    """The seconds to the start; None without a countdown."""
    found = _COUNTDOWN.search(screen)
    return int(found[1] or 0) * 60 + int(found[2]) if found else None


def counts_below(seconds: float) -> Seen:
    """Whether the countdown has come so far."""
    return lambda screen: (countdown(screen) or seconds) < seconds


def marked(text: str) -> Seen:
    """Whether the feed marks the row with such a text as the one that is shown or read."""
    return either(shows(f"▌ {text[:_TITLE_CELLS]}"), shows(f"▌{text[:_TITLE_CELLS]}"))


def title(post: int) -> str:
    """A post's title."""
    return BLOG.posts[post].title
