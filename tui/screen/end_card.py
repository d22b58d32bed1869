"""The card at the end, and the text of a page without posts."""

from collections.abc import Iterator, Mapping

from tui.model.clock_face import ClockFace
from tui.model.counted import counted
from tui.playback.player import Player
from tui.screen.feed.card import Card
from tui.screen.keys import BACK_TO_LIST, Hint, key_name
from tui.screen.view_options import ViewOptions

CARD = {  # id of keys.py, word
    "play": "again",
    "clear": "all posts",
    "jump": "go to",
    "marks": "marks",
    "summary": "summary",
    "quit": "quit",
}


def end_card(player: Player, face: ClockFace, options: ViewOptions, *, marks: int) -> Card:
    """Card at the end of a blog or of its part; a filter adds a count of posts."""
    blog, filtered = player.blog, player.selection.active
    of_part = " of this part" if blog.part is not None and blog.part.lacks_newer else ""
    useful = {"clear": filtered, "marks": marks > 0, "summary": not marks}
    words = {id: word for id, word in CARD.items() if useful.get(id, True)}
    if options.back_to_list:
        words["quit"] = BACK_TO_LIST[1]
    keymap = options.keymap
    hints = tuple(Hint(id, key_name(id, keymap), word) for id, word in words.items())
    title = f"The end{of_part} · {face.named(blog.end)}"
    return Card(title, " · ".join(_facts(player, face, marks)), hints)


def _facts(player: Player, face: ClockFace, marks: int) -> Iterator[str]:
    posts, selection = len(player.blog.posts), player.selection
    chosen = f"{len(player.timeline)} of " if selection.active else ""
    yield f"{chosen}{counted(posts, 'post')} from {face.time(player.blog.start)}"
    if selection.active:
        yield selection.describe()
    if marks:
        yield counted(marks, "mark")


def empty_text(player: Player, face: ClockFace, keymap: Mapping[str, str]) -> str:

    def key(id: str) -> str:
        return key_name(id, keymap)

    choices = player.selection.describe()
    if not player.timeline.indices:
        return (
            f"No post of this live blog fits the filter: {choices}. "
            f"Press {key('authors')} to choose again, {key('clear')} to show all."
        )
    when = face.named(player.blog.posts[player.timeline.indices[0]].published)
    return (
        f"No post yet fits the filter: {choices}. The first comes at {when}: "
        f"press {key('next-post')} to go there, {key('clear')} to show all."
    )
