"""Round moments along the scrubber: hours, days, minutes; never one text over another."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import blog, blogs, bundled_like

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.playback.timeline import Timeline
from tui.screen.transport.scale import APART_CELLS, hours, labels

DAYS = blog("2024-05-01 09:00 One", "2024-05-04 21:30 Two")
MONTHS = blog("2024-05-01 09:00 One", "2024-08-20 21:30 Two")
YEARS = blog("2023-05-15 11:42 One", "2024-04-26 11:18 Two")
SHORT = blog("10:01 One", "10:52 Two")


@pytest.mark.parametrize(
    ("entry", "width", "face", "texts"),
    [
        (bundled_like(), 118, 0, "09:26 | 10:00 | 11:00 | 11:18"),
        (DAYS, 98, 0, "Wed 1 09:00 | Thu 2 | Fri 3 | Sat 4 | Sat 4 21:30"),
        (MONTHS, 80, 0, "1 May | 29 May | 26 Jun | 24 Jul | 20 Aug"),
        (YEARS, 80, 0, "15 May 2023 | 14 Aug 2023 | 13 Nov 2023 | 26 Apr 2024"),
        (SHORT, 118, 0, "10:01 | 10:15 | 10:30 | 10:45 | 10:52"),
        (bundled_like(), 118, -1, "+00:00 | +01:00 | +01:52"),  # since the start
        (blog("09:26 Only one"), 5, 0, "09:26"),
    ],
)
def test_the_times_at_the_ends_and_at_round_moments(
    entry: LiveBlog, width: int, face: int, texts: str
) -> None:
    found = labels(clock_faces(entry)[face], Timeline.of(entry), width)
    assert " | ".join(label.text for label in found) == texts


@given(blogs(), st.integers(1, 250))
def test_labels_never_touch_and_stay_on_the_row(entry: LiveBlog, width: int) -> None:
    face, timeline = clock_faces(entry)[0], Timeline.of(entry)
    found = labels(face, timeline, width)
    assert found[0].cell == 0
    for one, other in itertools.pairwise(found):
        assert one.end < other.cell
    assert len(found) == 1 or found[-1].end <= width


@given(st.integers(1, 20_000), st.integers(20, 250))
def test_round_moments_stand_apart(minutes: int, width: int) -> None:
    entry = blog("2024-05-01 09:07 One")
    later = entry.posts[0]._replace(published=entry.start + timedelta(minutes=minutes))
    entry = entry._replace(posts=(*entry.posts, later))
    found = hours(clock_faces(entry)[0], Timeline.of(entry), width)
    cells = [label.cell + cell_len(label.text) // 2 for label in found]
    assert all(b - a >= APART_CELLS - 1 for a, b in itertools.pairwise(cells))
    assert len(found) <= width / (APART_CELLS - 1) + 1
