"""The zone a blog's times are told in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui.readers.home_zone import choose_zone


def times(hours: float, month: int = 7) -> list[datetime]:
    return [datetime(2024, month, 1, 12, tzinfo=timezone(timedelta(hours=hours)))]


JULY = [datetime(2024, 7, 1, 12, tzinfo=UTC)]
SUMMER = times(2, 7)


@pytest.mark.parametrize(
    ("moments", "about", "expected"),
    [
        (JULY, {"address": "https://www.bbc.co.uk/news/live/x"}, "Europe/London"),
        (JULY, {"address": "https://www.bbc.com/news/live/x"}, "Europe/London"),
        (times(1), {"address": "https://www.theguardian.com/world"}, "Europe/London"),
        (times(1, 10), {"address": "https://www.corkbeo.ie/x"}, "Europe/Dublin"),
        (JULY, {"address": "https://www.nytimes.com/x"}, "America/New_York"),
        (JULY, {"address": "https://www.aljazeera.com/x"}, "Asia/Qatar"),
        (times(5.5), {"address": "https://timesofindia.indiatimes.com/x"}, "Asia/Kolkata"),
        (JULY, {"publisher": "The Guardian"}, "Europe/London"),
        (JULY, {"language": "en-IN"}, "Asia/Kolkata"),
        (times(2), {"language": "fr"}, "Europe/Paris"),
        (times(-5), {"language": "en-US"}, "America/Chicago"),
        (times(5.5), {}, "Asia/Kolkata"),
        (times(5.5), {"address": "https://www.bbc.co.uk/x"}, "Asia/Kolkata"),
        (times(3), {}, "Etc/GMT-3"),
        (times(-3), {"language": "xx"}, "Etc/GMT+3"),
        (JULY, {"language": "fr"}, "UTC"),
        (JULY, {"address": "https://example.com/x"}, "UTC"),
        ([], {"address": "http://[broken"}, "UTC"),
        # The offsets of all times speak, not that of the first alone.
        ((*SUMMER, *times(1, 12)), {"language": "fr"}, "Europe/Paris"),
        ((*SUMMER, *times(2, 12)), {"language": "fr"}, "Etc/GMT-2"),
        ((*SUMMER, *times(1, 12)), {"address": "https://www.lemonde.fr/x"}, "Europe/Paris"),
        ((*SUMMER, *times(2, 12)), {"address": "https://www.lemonde.fr/x"}, "Etc/GMT-2"),
    ],
)
def test_the_zone_is_the_publishers_unless_the_offsets_speak_against_it(
    moments: Sequence[datetime], about: dict[str, str], expected: str
) -> None:
    assert choose_zone(moments, **about) == expected
    assert choose_zone(moments[::-1], **about) == expected
