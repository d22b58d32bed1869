"""The places where the reader left blogs."""

from datetime import UTC, datetime

import pytest
from sample_blogs import bundled_like, many

from tui.settings import places
from tui.settings.places import SavedPlace, place_in, remember_place
from tui.settings.state import recall, remember

TEN = bundled_like()
PLACE = SavedPlace(
    datetime(2024, 4, 26, 9, 26, tzinfo=UTC),
    (6, 2, 40, False),
    {"authors": ("Tom Bateman", ""), "kinds": ("Analysis",)},
    ended=True,
    read=(6, 0.25),
)


def test_a_place_comes_back_and_each_blog_has_its_own() -> None:
    assert place_in(TEN) is None
    remember_place(TEN, PLACE)
    assert place_in(TEN) == PLACE
    assert place_in(many(3)) is None
    fewer = TEN._replace(posts=(*TEN.posts[:3], *TEN.posts[4:]))
    assert place_in(fewer) is None, "a blog with another number of posts is another"


def test_a_blog_that_is_being_written_stays_the_same_as_it_grows() -> None:
    state = TEN._replace(posts=TEN.posts[:5], edge=TEN.posts[5].published)
    remember_place(state, PLACE)
    assert place_in(state._replace(posts=TEN.posts[:6], edge=TEN.posts[6].published)) == PLACE
    assert place_in(TEN) is None


@pytest.mark.parametrize(
    "damage",
    [
        *({"read": noted} for noted in (3, [6], ["x", 0.5])),
        *({"filter": noted} for noted in (3, {"authors": 1}, {"kinds": None})),
        *({"moment": noted} for noted in ("soon", 3)),
        *({"feed": noted} for noted in ([1, "x", 2, True], [1], None)),
    ],
)
def test_a_damaged_place_counts_as_none(damage: dict[str, object]) -> None:
    remember_place(TEN, PLACE)
    noted = recall("places")
    for place in noted.values():
        place.update(damage)
    remember("places", noted)
    assert place_in(TEN) is None


def test_only_the_latest_places_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_PLACES", 2)
    blogs = [many(count) for count in (1, 2, 3)]
    for each in blogs:
        remember_place(each, PLACE)
    assert [place_in(each) for each in blogs] == [None, PLACE, PLACE]
