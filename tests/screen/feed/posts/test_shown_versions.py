"""The feed shows each post as it is known, or as it was before where the reader looks back."""

from sample_blogs import at, blog, post

from tui.model.blog import Version
from tui.model.clock_face import clock_faces
from tui.screen.feed.posts.shown_versions import AS_PUBLISHED, Shown, ShownVersions

FIRST, SECOND = post("10:00", "Bells", "Five."), post("10:00", "Bells", "Six.")
EDITED = FIRST._replace(
    versions=(Version(at("10:31"), SECOND), Version(at("10:40"), None, at("10:35")))
)
BLOG = blog("09:00 First", EDITED, "11:00 Last")


def test_a_post_is_shown_as_it_is_known() -> None:
    versions = ShownVersions(BLOG)
    assert versions.of(1) is AS_PUBLISHED
    assert versions.know(1, jumped=False)
    assert not versions.know(1, jumped=True)
    assert (versions.of(0), versions.of(1)) == (AS_PUBLISHED, Shown(1))
    assert versions.standing(1).post is SECOND
    assert versions.mark(1, clock_faces(BLOG)[0]) == "edited 10:31"


def test_each_look_back_goes_one_version_further_and_then_to_the_present() -> None:
    versions, face = ShownVersions(BLOG), clock_faces(BLOG)[0]
    versions.know(2, jumped=False)
    seen = []
    for _ in range(4):
        assert versions.look_back([0, 1]) == 1
        seen.append((versions.of(1), versions.mark(1, face)))
    assert seen == [
        (Shown(1, back=True), "version 2, then deleted between 10:35 and 10:40"),
        (Shown(0, back=True), "as published, then edited 10:31"),
        (Shown(2), "deleted between 10:35 and 10:40"),
        (Shown(1, back=True), "version 2, then deleted between 10:35 and 10:40"),
    ]


def test_there_is_nothing_to_look_back_at_before_an_edit_or_in_other_posts() -> None:
    versions = ShownVersions(BLOG)
    assert versions.look_back([1]) is None
    versions.know(2, jumped=False)
    assert versions.look_back([0, 2]) is None
    assert versions.look_back([]) is None


def test_a_jump_or_a_further_change_ends_the_look_back() -> None:
    versions = ShownVersions(BLOG)
    versions.know(1, jumped=False)
    for changes, jumped in ((1, True), (2, False)):
        versions.look_back([1])
        assert versions.of(1).back
        assert versions.know(changes, jumped=jumped)
        assert not versions.of(1).back
    versions.look_back([1])
    assert not versions.know(2, jumped=False)
    assert versions.of(1).back
