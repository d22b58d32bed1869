"""The card at the end."""

from collections.abc import Mapping

from tui.model.clock_face import ClockFace
from tui.playback.player import Player
from tui.screen.feed.card import Card
from tui.screen.keys import BACK_TO_LIST, BY_ID, key_name

CARD = {  # id of keys.py, word
    "play": "again",
    "clear": "all posts",
    "jump": "go to",
    "summary": "summary",
    "quit": "quit",
}


def end_card(
    player: Player,
    face: ClockFace,
    keymap: Mapping[str, str],
    *,
    marks: int = 0,
    back_to_list: bool = False,
) -> Card:
    """Card at the end of a blog or of its part; a filter adds a count of posts."""
    blog, selection = player.blog, player.selection
    posts, filtered = len(blog.posts), selection.active
    of_part = " of this part" if blog.part is not None and blog.part.lacks_newer else ""
    counted = f"{len(player.timeline)} of {posts}" if filtered else f"{posts}"
    facts = [f"{counted} {'post' if posts == 1 else 'posts'} from {face.time(blog.start)}"]
    if filtered:
        facts.append(selection.describe())
    if marks:
        facts.append(f"{marks} mark{'s' if marks > 1 else ''}")
    words = {id: word for id, word in CARD.items() if filtered or id != "clear"}
    if back_to_list:
        words["quit"] = BACK_TO_LIST[1]
    hints = tuple((key_name(id, keymap), word) for id, word in words.items())
    title = f"The end{of_part} · {face.named(blog.end)}"
    return Card(title, " · ".join(facts), hints)


def action_of(hint: str, keymap: Mapping[str, str]) -> str:
    """Action of a hint such as "space again"; empty if unknown."""
    return next((BY_ID[id].action for id in CARD if hint.split()[0] == key_name(id, keymap)), "")
