"""The list of matches shows each as the feed does."""

from sample_blogs import blog

from tui.model.clock_face import zone_face
from tui.screen.feed.match_lines import match_lines
from tui.screen.feed.matches import Matches


def test_a_match_of_a_part_of_an_emoji_takes_all_of_it() -> None:
    hearts = blog("10:00 With ❤\ufe0f from London")
    matches = Matches(hearts)
    matches.start("❤")
    matches.update([0], 1)
    (line,) = match_lines(matches, hearts, 0, zone_face(hearts.zone, hearts.start, hearts.end), 5)
    _, match = line.spans
    assert line.plain[match.start : match.end] == "❤\ufe0f"
