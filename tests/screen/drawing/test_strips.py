"""Rows in few segments look the same."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from strip_cells import cells_of

from tui.screen.drawing.strips import joined

PLAIN = Style(color="red", bgcolor="black")
BOLD = Style(color="white", bgcolor="black", bold=True)
OTHER_GROUND = Style(color="red", bgcolor="blue")
STYLES = (
    PLAIN,
    BOLD,
    OTHER_GROUND,
    PLAIN + Style(underline=True),
    PLAIN + Style(reverse=True),
    PLAIN + Style(strike=True),
    PLAIN + Style(overline=True),
    PLAIN + Style(underline2=True),
    PLAIN + Style(link="https://example.org"),
    PLAIN + Style(meta={"offset": 1}),
)
segments = st.lists(
    st.builds(Segment, st.text(st.sampled_from("a ▌漢"), max_size=4), st.sampled_from(STYLES)),
    max_size=8,
)


@given(segments)
def test_joined_segments_look_the_same_and_none_is_empty(row: list[Segment]) -> None:
    found = joined(row)
    assert cells_of(found) == cells_of(row)
    assert all(segment.text for segment in found)
    assert all(one.style != other.style for one, other in pairwise(found))


def test_blank_cells_join_what_stands_beside_them() -> None:
    row = [Segment("", PLAIN), Segment(" ", BOLD), Segment("Tea", PLAIN), Segment("  ", BOLD)]
    assert joined(row) == [Segment(" Tea  ", PLAIN)]
    assert joined([Segment("▌", BOLD), Segment("Tea", PLAIN)]) != [Segment("▌Tea", BOLD)]
    assert len(joined([Segment("Tea", PLAIN), Segment(" ", OTHER_GROUND)])) == 2
    assert joined([Segment(" ", BOLD), Segment("  ", PLAIN)]) == [
        Segment("   ", Style(bgcolor="black"))
    ]
