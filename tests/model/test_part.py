"""Which pages and posts of a live blog are there."""

from sample_blogs import at

from tui.model.part import Coverage, MissingSpan


def test_the_missing_pages_are_those_of_the_total_that_are_not_there() -> None:
    part = Coverage((MissingSpan(None, at("11:42")),), pages=(1, 3), total=5)
    assert part.missing_pages == (2, 4, 5)
    assert not part.is_whole


def test_without_missing_posts_it_is_whole() -> None:
    part = Coverage(pages=(1, 2), total=2)
    assert part.is_whole
    assert part.missing_pages == ()
    assert Coverage().missing_pages == ()
