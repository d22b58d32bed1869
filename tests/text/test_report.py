"""The report of what was read."""

import json
from datetime import timedelta

from click.testing import CliRunner
from sample_blogs import at, blog, bundled_like, post, two_sources

from tui.cli.commands import cli
from tui.model.blog import Author, Embed, ReadWarning
from tui.text.report import Gap, report


def test_its_facts() -> None:
    told = report(bundled_like(), "blinken-beijing")
    assert (told.posts, told.first, told.last, told.span) == (
        10,
        at("09:26"),
        at("11:18"),
        timedelta(hours=1, minutes=52),
    )
    assert told.authors == (("Tessa Wong", 1), ("Tom Bateman", 1), ("Yvette Tan", 1))
    assert (told.unsigned, told.images, told.embeds, told.without_headline, told.without_text) == (
        7,
        4,
        0,
        0,
        0,
    )
    assert told.clean


def test_two_sources_key_events_and_pinned_posts() -> None:
    told = report(two_sources())
    assert told.sources == (("London desk", 2), ("Beijing desk", 1))
    assert (told.key_events, told.pinned) == (1, 1)


def test_gaps_are_silences_far_over_the_usual() -> None:
    told = report(blog("10:00 a", "10:02 b", "10:04 c", "10:40 d", "10:42 e", "10:47 f"))
    assert told.gaps == (Gap(at("10:04"), at("10:40")),)
    assert report(blog("10:00 a")).gaps == ()


def test_an_author_with_two_roles_in_one_post_counts_once() -> None:
    told = report(
        blog(
            post(
                "10:00",
                authors=(Author("Ann", "now"), Author("Ann", "earlier")),
                body=(Embed("X"),),
            )
        )
    )
    assert told.authors == (("Ann", 1),)
    assert (told.without_headline, told.without_text) == (1, 0)


def test_as_json() -> None:
    warned = blog("10:00 é", "10:05 b", title="T", warnings=(ReadWarning("update 3", "Odd."),))
    fields = json.loads(report(warned, "x.html").as_json())
    assert (fields["source"], fields["posts"], fields["span_seconds"]) == ("x.html", 2, 300.0)
    assert fields["first"] == "2024-04-26T10:00:00+01:00"
    assert fields["warnings"] == [{"place": "update 3", "message": "Odd."}]
    assert not report(warned).clean


def test_an_unreadable_source_is_an_object_too_where_json_is_asked_for() -> None:
    runner = CliRunner()
    done = runner.invoke(cli, ["check", "--json", "no such file"])
    assert done.exit_code == 2
    told = json.loads(done.stdout)
    assert told["source"] == "no such file"
    assert "There is no file" in told["error"]
    plain = runner.invoke(cli, ["check", "no such file"])
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert plain.stderr.startswith("liveblog-tui: There is no file")
