"""Round moments along the scrubber."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from rich.cells import cell_len
from sample_blogs import blog, blogs

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.playback.timeline import Timeline
from tui.screen.transport.scrubber import APART_CELLS, scale


@pytest.mark.parametrize(("posts", "width", "face", "texts"), answers("labels-of-the-scale"))
def test_the_times_at_the_ends_and_at_round_moments(
    posts: list[str], width: int, face: int, texts: str
) -> None:
    entry = blog(*posts)
    row = scale(clock_faces(entry)[face], Timeline.of(entry), width)
    assert re.sub("  +", " | ", row) == texts


@given(blogs(), st.integers(1, 250))
def test_labels_stay_on_the_row(entry: LiveBlog, width: int) -> None:
    row = scale(clock_faces(entry)[0], Timeline.of(entry), width)
    assert cell_len(row) == width or "  " not in row


@given(st.integers(1, 20_000), st.integers(20, 250))
def test_round_moments_stand_apart(minutes: int, width: int) -> None:
    entry = blog("2024-05-01 09:07 One")
    later = entry.posts[0]._replace(published=entry.start + timedelta(minutes=minutes))
    entry = entry._replace(posts=(*entry.posts, later))
    row = scale(clock_faces(entry)[0], Timeline.of(entry), width)
    labels = [*re.finditer(r"\S+( \S+)*", row)][1:-1]
    middles = [found.start() + len(found[0]) // 2 for found in labels]
    assert all(later - earlier >= APART_CELLS - 1 for earlier, later in pairwise(middles))
