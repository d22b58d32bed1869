"""The zone a blog's times are told in."""

from datetime import datetime, timedelta, timezone

import pytest
from readings import answers

from tui.readers.home_zone import choose_zone


@pytest.mark.parametrize(("offsets", "about", "expected"), answers("home-zones"))
def test_the_zone_is_the_publishers_unless_the_offsets_speak_against_it(
    offsets: list[tuple[float, int]], about: dict[str, str], expected: str
) -> None:
    """The offsets of all times speak, each in its month, not that of the first alone."""
    moments = [
        datetime(2024, month, 1, 12, tzinfo=timezone(timedelta(hours=hours)))
        for hours, month in offsets
    ]
    assert choose_zone(moments, **about) == expected
    assert choose_zone(moments[::-1], **about) == expected
