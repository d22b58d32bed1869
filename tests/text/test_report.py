"""The report of `check`."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from readings import answers
from sample_blogs import at, blog, bundled_like, post, two_sources

from tui.cli.commands import cli
from tui.model.blog import Author, Embed, LiveBlog, ReadWarning, Version
from tui.model.coverage import Coverage, MissingSpan
from tui.model.reading import ReadingCounts
from tui.text.report import report, report_json, report_rows


def facts(one: LiveBlog, source: str = "") -> dict[str, Any]:
    """As `check --json` has them."""
    found: dict[str, Any] = json.loads(report_json(report(one, source)))
    return found


def of(one: LiveBlog, name: str) -> list[str]:
    """The lines of a fact, for people."""
    return [fact for found, fact in report_rows(one, report(one)) if found == name]


def test_its_facts() -> None:
    told = facts(bundled_like(), "blinken-beijing")
    assert (told["posts"], told["span_seconds"]) == (10, 6720)
    assert (told["first"], told["last"]) == (
        "2024-04-26T09:26:00+01:00",
        "2024-04-26T11:18:00+01:00",
    )
    assert [(each["name"], each["posts"]) for each in told["authors"]] == [
        ("Tessa Wong", 1),
        ("Tom Bateman", 1),
        ("Yvette Tan", 1),
    ]
    names = ("unsigned", "images", "embeds", "without_headline", "without_text")
    assert [told[name] for name in names] == [7, 4, 0, 0, 0]
    assert not report(bundled_like())["warnings"]


def test_what_is_counted_has_a_line_of_its_own() -> None:
    sources = two_sources()
    edited = post("10:00", "Bells, mended")
    versions = (Version(at("10:31"), edited), Version(at("10:40"), None))
    authors = (Author("Ann", "now"), Author("Ann", "earlier"))
    doubts = (ReadWarning("update 3", "Odd."),)
    signed = post("10:00", authors=authors, body=(Embed("X"),), versions=versions)
    one = blog(signed, part=Coverage(pages=(1, 2), total=2), warnings=doubts)
    for sample, name, said in (
        (sources, "sources", "London desk (2), Beijing desk (1)"),
        (sources, "key events", "1"),
        (sources, "pinned", "1"),
        (one, "authors", "Ann (1)"),
        (one, "no headline", "1"),
        (one, "edits", "1"),
        (one, "deletions", "1"),
        (one, "pages", "all 2 pages"),
        (one, "warning", "update 3: Odd."),
    ):
        assert of(sample, name) == [said], name
    for name in ("no text", "part", "missing", "known by", "the rest"):
        assert of(one, name) == []
    assert of(sources, "pages") == []
    assert facts(sources)["part"] is None
    assert facts(one)["warnings"] == [{"place": "update 3", "message": "Odd."}]
    assert report(one)["warnings"]


def test_gaps_are_silences_far_over_the_usual() -> None:
    posts = ("10:00 a", "10:02 b", "10:04 c", "10:40 d", "10:42 e", "10:47 f")
    (gap,) = facts(blog(*posts))["gaps"]
    assert (gap["start"][11:16], gap["end"][11:16]) == ("10:04", "10:40")
    assert of(blog(*posts), "gap")[0].startswith("36 min from ")
    assert facts(blog("10:00 a"))["gaps"] == []


def test_an_unreadable_source_is_an_object_too_where_json_is_asked_for() -> None:
    runner = CliRunner()
    done = runner.invoke(cli, ["check", "--json", "no such file"])
    assert done.exit_code == 2
    told = json.loads(done.stdout)
    assert told["source"] == "no such file"
    assert "No file" in told["error"]
    secret = runner.invoke(cli, ["check", "--json", "https://ada:secret@news.example/live"])
    assert json.loads(secret.stdout)["source"] == "https://news.example/live"
    plain = runner.invoke(cli, ["check", "no such file"])
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert plain.stderr.startswith("liveblog-tui: No file")


def coverage(missing: str, pages: list[int], **fields: Any) -> Coverage:
    """The missing spans as "-11:42 12:00-13:05"."""
    ends = ([at(x) if x else None for x in span.split("-")] for span in missing.split())
    return Coverage(tuple(MissingSpan(*span) for span in ends), tuple(pages), **fields)


@pytest.mark.parametrize(("given", "said"), answers("parts-of-live-blogs"))
def test_a_part_says_what_is_there_what_is_missing_and_how_to_get_it(
    given: dict[str, Any] | None, said: dict[str, str]
) -> None:
    part = coverage(**given) if given else None
    one = blog("11:42 One", "17:00 Two", part=part)
    told = report(one)
    rows = dict(report_rows(one, told))
    assert {name: rows.get(name, "")[: len(words)] for name, words in said.items()} == said
    assert "part" in rows or "part" not in said
    assert ("the rest" in rows) is bool(part and part.missing)
    assert not told["warnings"]


def test_how_the_posts_were_found_and_where_their_words_went() -> None:
    reading = ReadingCounts(
        "26 elements with a time, joined with 26 records", 151, (("teaser", 8), ("clock", 4)), 3
    )
    one = blog("11:42 One")._replace(reading=reading)
    assert of(one, "found") == [
        "26 elements with a time, joined with 26 records",
        "12 of 151 words not shown: teaser 8, clock 4",
        "3 more posts on the page were not read",
    ]
    assert facts(one)["reading"]["unread"] == 3
    assert facts(one)["program"].startswith("liveblog-tui ")
