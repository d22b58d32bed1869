"""Captures of one post give its first text with its edits and deletions, each at its time."""

from datetime import timedelta
from typing import Any

import pytest
from sample_blogs import at, blog, post

from tui.model.blog import Image, LiveBlog, Post, Version
from tui.model.versions import standing_of
from tui.readers.own_format import FORMAT
from tui.sources.join.combine import Union
from tui.sources.join.versions import Capture, Seen, capture_of, one_post, version_notes


def seen(clock: str, one: Post | None, form: str = "page") -> Seen:
    return Seen(Capture(at(clock), form), one)


def text(words: str, modified: str = "", **fields: Any) -> Post:
    return post("10:26", "Fanfare", words, modified=at(modified) if modified else None, **fields)


FIRST, EDITED, LAST = text("Five."), text("Six."), text("Seven.")


def test_an_edit_without_a_time_lies_between_two_captures() -> None:
    one = one_post([seen("10:50", EDITED), seen("10:30", FIRST), seen("11:00", EDITED)])
    assert one == FIRST._replace(versions=(Version(at("10:50"), EDITED, at("10:30")),))


def test_the_source_s_own_time_of_an_edit_wins() -> None:
    edited = text("Six.", "10:31")
    one = one_post([seen("10:30", FIRST), seen("10:50", edited)])
    assert one.versions == (Version(at("10:31"), edited),)


def test_a_stamp_that_did_not_move_dates_no_edit() -> None:
    one = one_post([seen("10:30", text("Five.", "10:28")), seen("10:50", text("Six.", "10:28"))])
    assert one.versions == (Version(at("10:50"), text("Six.", "10:28"), at("10:30")),)


def test_of_copied_files_the_source_s_times_give_the_order() -> None:
    late, early = text("Six.", "10:40"), text("Five.", "10:30")
    one = one_post([seen("12:00", late), seen("12:01", early)])
    assert (one.text, one.versions) == (early.text, (Version(at("10:40"), late),))


def test_three_texts_are_two_edits() -> None:
    one = one_post([seen("10:30", FIRST), seen("10:40", EDITED), seen("10:50", LAST)])
    assert [version.post for version in one.versions] == [EDITED, LAST]


def test_a_deletion_and_a_return() -> None:
    captures = [seen("10:30", FIRST), seen("10:40", None), seen("10:50", None)]
    deleted = Version(at("10:40"), None, at("10:30"))
    assert one_post(captures).versions == (deleted,)
    again = one_post([*captures, seen("11:00", FIRST)])
    assert again.versions == (deleted, Version(at("11:00"), FIRST, at("10:50")))
    assert standing_of(again).did == "restored"


def test_pins_key_events_and_sizes_of_pictures_are_no_edits() -> None:
    small = text("", body=(Image("A bell", url="https://x.example/i.jpg?w=100"),))
    large = text("", body=(Image("A bell", url="https://x.example/i.jpg?w=900"),))
    one = one_post([seen("10:30", small), seen("10:40", large._replace(key_event=True))])
    assert one.versions == ()
    assert one.key_event


def test_a_changed_digit_is_an_edit() -> None:
    one = one_post([seen("10:30", text("£3.5m")), seen("10:40", text("£35m"))])
    assert len(one.versions) == 1


def test_other_formats_have_other_words_for_the_same_post() -> None:
    copied = text("Five. Image: Getty")
    one = one_post([seen("10:30", FIRST), seen("10:40", copied, "text"), seen("10:50", FIRST)])
    assert one == FIRST
    own = one_post([seen("10:30", FIRST, FORMAT), seen("10:40", EDITED)])
    assert [version.post for version in own.versions] == [EDITED]


def test_versions_that_a_source_has_are_kept_and_go_on() -> None:
    known = FIRST._replace(versions=(Version(at("10:31"), EDITED),))
    one = one_post([seen("10:40", known, FORMAT), seen("10:50", EDITED), seen("11:00", LAST)])
    assert one.versions == (*known.versions, Version(at("11:00"), LAST, at("10:50")))


def test_equal_captures_give_the_post_itself() -> None:
    named = FIRST._replace(id="block-1")
    assert one_post([seen("10:30", named), seen("10:40", FIRST)]) is named
    assert one_post([seen("10:30", FIRST)]) is FIRST


def test_no_version_is_known_before_its_post() -> None:
    one = one_post([seen("09:00", FIRST), seen("09:30", EDITED)])
    assert one.versions[0].known == FIRST.published


@pytest.mark.parametrize(
    ("captured", "file_time", "taken", "by_file"),
    [
        ("11:00", "12:00", "11:00", False),
        (None, "12:00", "12:00", True),
        (None, "09:00", "10:30", False),
        (None, None, "10:30", False),
        ("10:00", None, "10:30", False),
    ],
)
def test_the_time_of_a_capture(
    captured: str | None, file_time: str | None, taken: str, by_file: bool
) -> None:
    one = blog("10:30 Last", captured=at(captured) if captured else None)
    found = capture_of(one, at(file_time) if file_time else None)
    assert (found.taken, found.by_file) == (at(taken), by_file)


def test_a_source_that_nothing_dates_was_saved_between_its_last_post_and_the_end() -> None:
    captures = [capture_of(blog("10:30 a"), None, at("12:00")) for _ in range(2)]
    one = one_post([Seen(captures[0], FIRST), Seen(captures[1], EDITED)])
    assert one.versions == (Version(at("12:00"), EDITED, at("10:30")),)


def page(clocks: str, clock: str, **changed: str) -> LiveBlog:
    """A capture at `clock` with posts of these times; `changed` are other headlines by id."""
    posts = [post(x, changed.get(f"p{x[-2:]}", f"At {x}"), id=f"p{x[-2:]}") for x in clocks.split()]
    return blog(*posts, captured=at(clock), format="page")


def changes(*pages: LiveBlog) -> dict[str, list[str]]:
    found = {}
    for one in Union(pages).posts:
        did = [standing_of(one, number + 1).did for number in range(len(one.versions))]
        if did:
            found[one.id] = did
    return found


def test_absent_between_posts_on_both_sides_is_deleted() -> None:
    assert changes(page("10:00 10:10 10:20", "10:30"), page("10:00 10:20", "10:40")) == {
        "p10": ["deleted"]
    }


def test_absent_at_the_ends_of_a_capture_is_on_another_page() -> None:
    first = page("10:00 10:10 10:20 10:30", "10:30")
    assert changes(first, page("10:20 10:30", "10:40")) == {}
    assert changes(first, page("10:00 10:10", "10:40")) == {}


def test_absent_at_the_time_of_the_first_post_is_on_another_page() -> None:
    posts = [post("10:00", name, id=f"post-{name}") for name in ("Anna", "Bert", "Carl")]
    posts.append(post("10:10", "Dora", id="post-Dora"))
    early = blog(*posts)._replace(captured=at("10:20"), format="page")
    late = early._replace(posts=(posts[0], *posts[2:]), captured=at("10:30"))
    sources = [early, late]
    assert not any(one.versions for one in Union(sources, list(map(capture_of, sources))).posts)


def test_a_post_that_came_later_was_not_deleted_before() -> None:
    assert changes(page("10:00 10:20", "10:30"), page("10:00 10:10 10:20", "10:40")) == {}


def test_a_long_row_is_a_gap_in_the_capture() -> None:
    whole = page("10:00 10:10 10:20 10:30 10:40 10:50", "10:55")
    assert changes(whole, page("10:00 10:50", "10:59")) == {}
    assert len(changes(whole, page("10:00 10:40 10:50", "10:59"))) == 3


def test_a_pinned_post_is_no_side() -> None:
    whole = page("10:00 10:10 10:20", "10:30")
    pinned = page("10:00 10:20", "10:40")
    pinned = pinned._replace(posts=(pinned.posts[0]._replace(pinned=True), pinned.posts[1]))
    assert changes(whole, pinned) == {}


def test_another_format_may_leave_out_posts() -> None:
    other = page("10:00 10:20", "10:40")._replace(format="text")
    assert changes(page("10:00 10:10 10:20", "10:30"), other) == {}


def test_an_edit_dated_by_a_file_is_noted() -> None:
    files = [Capture(at("10:30"), "page", by_file=True), Capture(at("10:50"), "page", by_file=True)]
    dated = one_post([Seen(files[0], FIRST), Seen(files[1], EDITED)])
    (note,) = version_notes([dated], files)
    assert "an edit or a deletion is dated by their files' times" in note.message
    own = one_post([Seen(files[0], FIRST), Seen(files[1], text("Six.", "10:31"))])
    assert version_notes([own], files) == ()


def test_a_text_that_changes_at_each_capture_makes_few_versions() -> None:
    start = at("10:30")
    captures = [
        Seen(Capture(start + timedelta(minutes=number), "page"), text(f"Read {number} times."))
        for number in range(240)
    ]
    one = one_post(captures)
    known = [version.known for version in one.versions]
    assert known[:20] == [start + timedelta(minutes=1 + number) for number in range(20)]
    assert known[20:] == [start + timedelta(minutes=20 + 30 * number) for number in range(1, 8)]
    (note,) = version_notes([one], [])
    assert note.message.startswith("A post's text changes at nearly every capture")
    gone = Seen(Capture(start + timedelta(minutes=241), "page"), None)
    again = Seen(Capture(start + timedelta(minutes=242), "page"), text("Read on."))
    assert one_post([*captures, gone, again]).versions[-2].post is None
    assert standing_of(one_post([*captures, gone, again])).did == "restored"
