"""Builds a shell command that opens a moment, with its filter."""

import re
import shlex
from collections.abc import Sequence
from datetime import datetime

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, moment_name
from tui.model.versions import Changes
from tui.playback.selection import UNSIGNED, UNSIGNED_LABEL, Selection
from tui.playback.timeline import Timeline, through_minute

_NEEDS_NO_MARKS = re.compile(r"[^'\"$`\\!%*]+")  # same in every shell within double quotes


def moment_command(
    command: Sequence[str],
    option: Sequence[str],
    blog: LiveBlog,
    moment: datetime,
    selection: Selection,
    face: ClockFace,
) -> str:
    """Shell command. Without `option` it is for a host, which takes only authors, split again."""
    words = [*command, *option, _minute(blog, moment, face)]
    for name, keys in zip(("--author", "--kind", "--source"), selection, strict=True):
        for key in sorted(keys) if option or name == "--author" else ():
            value = UNSIGNED_LABEL if key == UNSIGNED else key
            if not option and not _NEEDS_NO_MARKS.fullmatch(value):
                value = shlex.quote(value)
            words += [name, value]
    return " ".join(map(quoted_word, words))


def _minute(blog: LiveBlog, moment: datetime, face: ClockFace) -> str:
    """Moment named by its minute, or by its second if the page changes within the minute."""

    def page(when: datetime) -> tuple[int, int]:
        return Timeline.of(blog).count_at(when), Changes.of(blog).count_at(when)

    second = moment.replace(microsecond=0)
    minute = second.replace(second=0)
    if page(through_minute(blog, minute)) == page(moment):
        return moment_name(face, minute)
    is_same = second >= blog.start and page(second) == page(moment)
    return moment_name(face, second if is_same else moment, exact=True)


def quoted_word(word: str) -> str:
    """Quote for a shell; double quotes if they are safe."""
    plain = shlex.quote(word)
    if plain == word or not _NEEDS_NO_MARKS.fullmatch(word):
        return plain
    return f'"{word}"'
