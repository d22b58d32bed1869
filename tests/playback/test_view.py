"""The figures of one frame that have to do with edits and deletions."""

import pytest
from sample_blogs import FakeClock, at, blog, constant, post

from tui.model.blog import Version
from tui.playback.player import Player

FIRST = post("10:00", "Bells")
CHANGED = blog(
    FIRST._replace(
        versions=(Version(at("10:31"), post("10:00", "Six bells")), Version(at("12:00"), None))
    ),
    "10:30 Third",
    "11:00 Last",  # with the end comes what was changed later
)


@pytest.mark.parametrize(
    ("moment", "known", "seconds"), [("10:30", 0, 60), ("10:31", 1, 29 * 60), ("11:00", 2, None)]
)
def test_it_counts_the_changes_known_and_says_when_the_next_one_comes(
    moment: str, known: int, seconds: int | None
) -> None:
    player = Player(CHANGED, now=FakeClock(), tempo=constant(1), playing=False)
    player.start_at(at(moment))
    view = player.view()
    assert view.changes == known
    assert view.change_in == (None if seconds is None else pytest.approx(seconds))


def test_of_a_blog_without_changes_none_is_known() -> None:
    view = Player(blog("10:00 One", "11:00 Two"), now=FakeClock(), playing=False).view()
    assert (view.changes, view.change_in) == (0, None)
