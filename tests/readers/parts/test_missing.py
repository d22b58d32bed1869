"""Where a part begins and ends, pinned posts apart."""

from sample_blogs import at, blog, post

from tui.model.part import Missing
from tui.readers.parts.missing import first_of, missing

PINNED = blog(
    post("09:00", "Pinned", pinned=True),
    "10:00 One",
    "10:20 Two",
    post("11:00", "Too", pinned=True),
)


def test_pinned_posts_stand_on_every_page_and_bound_none() -> None:
    assert first_of(PINNED) == at("10:00")
    assert missing(PINNED, older=True, newer=True) == (
        Missing(None, at("10:00")),
        Missing(at("10:20"), None),
    )


def test_with_pinned_posts_alone_they_do() -> None:
    one = blog(post("09:00", pinned=True))
    assert first_of(one) == at("09:00")
    assert missing(one, older=False, newer=True) == (Missing(at("09:00"), None),)
