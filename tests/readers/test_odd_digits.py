"""Odd figures and words give a time or an error of ours, never one of dateutil's."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import bundled_like

from tui.model.clock_face import clock_faces
from tui.model.errors import LiveBlogError
from tui.playback.parse.moment import parse_moment
from tui.playback.parse.span import read_span
from tui.readers.dates import read_time
from tui.readers.times.clocks import scan

BLOG = bundled_like()
FACES = clock_faces(BLOG)
WORDS = (
    "10:26 26 April 2024 sNaN nan inf 1e999 -0 99999999999999 00 2024-04-26 BST "
    "UTC+3 GMT-99 Beijing today tomorrow "
    "Fri am pm +1h -5m 50% #7 1.5 .5 5. 5.e 1_0 0x1 ² ٣ 31 12 0000 9999 9999-12-31 0001-01-01"
)
odd = st.text("0123456789:.+-/ TZapmeEinfNna,#%'\"٣²½()", max_size=24) | st.lists(
    st.sampled_from(WORDS.split()), max_size=6
).map(" ".join)


@given(odd)
def test_odd_digits(text: str) -> None:
    read_time(text)
    scan(text)
    with suppress(LiveBlogError):
        parse_moment(text, blog=BLOG, position=BLOG.start, zones=FACES)
    with suppress(LiveBlogError):
        read_span(text)
