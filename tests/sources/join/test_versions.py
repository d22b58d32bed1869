"""Captures of one post give its first text with its edits and deletions, each at its time."""

import re
from datetime import datetime, timedelta

import pytest
from readings import answers
from sample_blogs import at, blog, join, post

from tui.model.blog import Image, LiveBlog, Post
from tui.model.versions import standing_of
from tui.readers.own_format import FORMAT

LIVE = "https://news.example/live/bells"


def capture(spec: str) -> LiveBlog:
    """A page saved at a time: "10:50 Six. (10:31)" is a text with its source's time of an edit.

    "-" is a page without the post, "text 10:50 Six." a page of another format.
    """
    found = re.fullmatch(r"(?:(\w+) )?(\d\d:\d\d) (.*?)(?: \((.*)\))?", spec)
    assert found
    form, clock, words, modified = found.groups()
    changed = at(modified) if modified else None
    one = post("10:26", "Fanfare", words, id="post-26", modified=changed)
    sides = [post(time, f"At {time}", id=f"post-{time}") for time in ("10:20", "10:27")]
    posts = sides if words == "-" else [sides[0], one, sides[1]]
    return blog(*posts, url=LIVE, captured=at(clock), format=form or "page")


def of(*captures: LiveBlog, files: list[datetime | None] | None = None) -> Post:
    """The post of 10:26 in captures that are joined."""
    (one,) = join(captures, files or [])
    return next(each for each in one.posts if each.headline == "Fanfare")


def told(one: Post) -> list[str]:
    """Its texts in order, the changes with the times between which they came."""
    found = [one.body[0].words[0]]
    for known, now, after in one.versions:
        since = f"{after:%H:%M}-" if after else ""
        found.append(f"{since}{known:%H:%M} {now.body[0].words[0] if now else '-'}")
    return found


CAPTURES: dict[str, list[str]] = answers("joined-captures")


@pytest.mark.parametrize("captures", CAPTURES)
def test_edits_and_deletions_lie_between_captures_or_at_the_source_s_own_time(
    captures: str,
) -> None:
    assert told(of(*map(capture, captures.split("; ")))) == CAPTURES[captures]


def test_versions_that_a_source_has_are_kept_and_go_on() -> None:
    (known,) = join([capture("10:30 Five."), capture("10:35 Six. (10:31)")])
    known = known._replace(format=FORMAT)
    later = [capture("10:50 Six."), capture("11:00 Seven.")]
    assert told(of(known, *later)) == ["Five.", "10:31 Six.", "10:50-11:00 Seven."]
    assert told(of(*reversed(later), known)) == ["Five.", "10:31 Six.", "10:50-11:00 Seven."]


def test_pins_key_events_and_sizes_of_pictures_are_no_edits() -> None:
    small, large = (
        blog(
            post(
                "10:26", "Fanfare", body=(Image("A bell", url=f"https://x.example/i.jpg?{size}"),)
            ),
            url=LIVE,
            captured=at(clock),
        )
        for size, clock in (("w=100", "10:30"), ("w=900", "10:40"))
    )
    one = of(small, large._replace(posts=(large.posts[0]._replace(key_event=True),)))
    assert (one.versions, one.key_event) == ((), True)


@pytest.mark.parametrize(("captured", "file_time", "taken", "noted"), answers("times-of-captures"))
def test_a_capture_is_dated_by_itself_else_by_its_file_never_before_its_last_post(
    captured: str | None, file_time: str | None, taken: str, noted: bool
) -> None:
    early, late = capture("10:25 Five."), capture("11:00 Six.")
    late = late._replace(captured=at(captured) if captured else None)
    files = [None, at(file_time) if file_time else None]
    (one,) = join([early, late], files)
    (version,) = of(early, late, files=files).versions
    assert version.known == at(taken)
    said = [each.message for each in one.warnings if "by file times" in each.message]
    assert bool(said) is noted


def test_saves_that_claim_one_time_are_dated_by_their_files() -> None:
    saves = capture("10:30 Five."), capture("10:30 -")
    assert told(of(*saves, files=[at("10:40"), at("10:50")])) == ["Five.", "10:40-10:50 -"]


def row(clocks: str, clock: str, kind: str = "") -> LiveBlog:
    """A page saved at `clock` with a post at each of these times; the first may be pinned."""
    posts = [
        post(each, f"At {each}", id=f"post-{each}", pinned=kind == "pinned" and not number)
        for number, each in enumerate(clocks.split())
    ]
    return blog(*posts, url=LIVE, captured=at(clock), format="text" if kind == "text" else "page")


@pytest.mark.parametrize(("first", "later", "kind", "deleted"), answers("absent-posts"))
def test_a_few_posts_absent_between_others_are_deleted_a_long_row_is_a_gap(
    first: str, later: str, kind: str, deleted: str
) -> None:
    (one,) = join([row(first, "10:55"), row(later, "10:59", kind)])
    gone = [each.headline.removeprefix("At ") for each in one.posts if standing_of(each).deleted]
    assert gone == deleted.split()


def test_a_text_that_changes_at_each_capture_makes_few_versions() -> None:
    start, minute = at("10:30"), timedelta(minutes=1)
    pages = [
        blog(post("10:26", "Fanfare", f"Read {n} times.", id="post-26"), url=LIVE)
        for n in range(240)
    ]
    captures = [page._replace(captured=start + n * minute) for n, page in enumerate(pages)]
    (one,) = join(captures)
    known = [version.known for version in one.posts[0].versions]
    assert known[:20] == [start + (1 + number) * minute for number in range(20)]
    assert known[20:] == [start + (20 + 30 * number) * minute for number in range(1, 8)]
    assert "changes at nearly every capture" in one.warnings[0].message
