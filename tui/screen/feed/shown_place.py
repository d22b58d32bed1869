"""The place in the feed that a reader would show others."""

from textual.selection import Selection

from tui.screen.feed.pages.reading import Reading
from tui.screen.feed.pages.viewport import Place
from tui.screen.feed.rows import FeedRows
from tui.screen.feed.selectable_text import SelectableText


def current_place(
    rows: FeedRows, reading: Reading, text: SelectableText, selection: Selection | None
) -> tuple[int, int, int] | None:
    """The start of the selected text, else the current match, if it is in the window; else the top
    line, or while pages are turned the paragraph being read.

    A post, a part of it and a character of that; None without posts.
    """
    wanted: list[Place] = []
    if selection is not None and selection.start is not None:
        wanted.append(text.place(selection.start.y))
    if rows.words and rows.current is not None:
        wanted.append(Place(rows.current.post, rows.line_of(rows.current)))
    window = set(reading.viewport.places())
    chosen = next((place for place in wanted if place in window), None)
    if chosen is None and reading.following and reading.mark is not None:
        return (*reading.mark, 0)
    post, number = chosen or reading.viewport.top
    if post == rows.card_index:
        post, number = reading.document.newest or 0, 0
    if reading.document.ordinal(post) is None:
        return None
    lines = rows.lines(post).lines
    # The rows of a head belong to no line of the text.
    line = next((line for line in lines[number:] if line.text), lines[0])
    return post, line.part, line.start
