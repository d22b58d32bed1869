"""Of several versions of a post the newest wins."""

from sample_blogs import at, post

from tui.sources.post_versions import one_post


def test_the_version_modified_last_wins() -> None:
    first = post("10:26", "One", modified=at("10:40"))
    edited = post("10:26", "One, edited", modified=at("10:50"))
    assert one_post([edited, first]) is edited
    assert one_post([first, edited]) is edited


def test_of_equals_the_one_given_last_wins() -> None:
    first, last = post("10:26", "One"), post("10:26", "Two")
    assert one_post([first, last]) is last
    assert one_post([last]) is last
