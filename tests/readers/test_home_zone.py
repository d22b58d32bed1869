"""The zone a blog's times are told in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui.readers.home_zone import choose_zone, publisher_zones


def times(hours: float, month: int = 7) -> list[datetime]:
    return [datetime(2024, month, 1, 12, tzinfo=timezone(timedelta(hours=hours)))]


JULY = [datetime(2024, 7, 1, 12, tzinfo=UTC)]


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
    ],
)
def test_the_zone_is_the_publishers_unless_the_offsets_speak_against_it(
    moments: list[datetime], about: dict[str, str], expected: str
) -> None:
    assert choose_zone(moments, **about) == expected


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_zone_has_the_offsets_of_all_times_and_not_of_the_first_alone(newest_first: bool) -> None:
    def chosen(*moments: datetime, **about: str) -> str:
        return choose_zone(moments[::-1] if newest_first else moments, **about)

    (summer,), (summer_time_in_winter,), (winter,) = times(2, 7), times(2, 12), times(1, 12)
    assert chosen(summer, winter, language="fr") == "Europe/Paris"
    assert chosen(summer, summer_time_in_winter, language="fr") == "Etc/GMT-2"
    address = "https://www.lemonde.fr/x"
    assert chosen(summer, winter, address=address) == "Europe/Paris"
    assert chosen(summer, summer_time_in_winter, address=address) == "Etc/GMT-2"


def test_the_zones_of_a_publisher_are_its_own_then_its_countrys() -> None:
    about = {"address": "https://www.irishtimes.com/x", "publisher": "", "language": "en-GB"}
    assert [str(zone) for zone in publisher_zones(**about)] == ["Europe/Dublin", "Europe/London"]
    assert publisher_zones(address="https://example.com", publisher="X", language="en") == []
