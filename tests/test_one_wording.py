"""One post has the same words in the same order on every output: screen, text, files, clipboard."""

import json
import re
from collections.abc import Callable

import pytest
from printed_post import post_text
from sample_blogs import RICH, URL, blog, post
from screen_stage import on_stage, paused_at
from selectolax.lexbor import LexborHTMLParser

from tui.model.blog import Post
from tui.model.clock_face import clock_faces
from tui.model.coverage import Coverage, MissingSpan
from tui.model.coverage_words import part_line
from tui.readers.own_format import dumps
from tui.replay import Replay
from tui.text.replay import json_lines, page
from tui.text.report import report, report_rows
from tui.writers.html import html
from tui.writers.markdown import markdown

LABELS = ("Analysis", "Key event", "Pinned", "Beijing desk")
BYLINE = "Tom Bateman, in Beijing; Tessa Wong, Asia reporter"
BODY = """
All of it is explained.
The details
First this, in words enough for a second line Then that And a bullet
We have choices to make
Two men shake hands They met in Beijing Image: Reuters
Only described Only captioned. Image
Chirper A short chirp https://example.org/t
Embed Of nobody
Read more about it here
"""
SAMPLE = blog(RICH, title="The title")
MARKS = str.maketrans("", "", "│┃▣→•─")


def words(text: str) -> list[str]:
    """The words of a text, without the marks and numbers that stand before its blocks."""
    return re.sub(r"^\s*\d\.", "", text.translate(MARKS), flags=re.MULTILINE).split()


EXPECTED = " ".join((*LABELS, RICH.headline, BYLINE, BODY)).split()


def of_text(entry: Post) -> str:
    """The post as printed, without the paragraph's link."""
    text = post_text(entry, SAMPLE).replace(f"Link: explained, {URL}\n", "").replace(" BST,", "")
    return re.sub(r"(Picture|Quote|Link): |(?<=Chirper):|(?<=Embed):", "", text)


def of_markdown(entry: Post) -> str:
    """The text of the post's section: links and pictures as their words, no escapes, no signs."""
    section = markdown(blog(entry, title="")).partition("\n## ")[2]
    shown = re.sub(r"!?\[([^]]*)\]\(\S+\)", r"\1", section)
    shown = re.sub(r"^(?:> |### |- )", "", shown, flags=re.MULTILINE)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)[*<>]", "", shown))


def of_html(entry: Post) -> str:
    article = LexborHTMLParser(html(blog(entry))).css_first("article")
    assert article is not None
    return article.text(separator="\n").replace("explained\n.", "explained.")


def without_time(text: str) -> list[str]:
    """The words after the post's time, without the dots between labels."""
    found = [word for word in words(text) if word != "·"]
    return found[found.index("10:26") + 1 :] if "10:26" in found else found


def _unstopped(found: list[str]) -> list[str]:
    """The words without the stops that text has for voices."""
    return [word.rstrip(".,") for word in found]


@pytest.mark.parametrize("output", [of_text, of_markdown, of_html])
def test_text_and_files_have_the_words_of_the_model_in_order(output: Callable[[Post], str]) -> None:
    assert _unstopped(without_time(output(RICH))) == _unstopped(EXPECTED)


def test_the_model_has_them_in_that_order() -> None:
    assert RICH.title == "A visit stripped of fanfare"
    assert RICH.labels == LABELS
    assert RICH.byline == BYLINE
    assert without_time(" ".join(RICH.words)) == EXPECTED
    assert without_time(RICH.text) == EXPECTED


def test_json_lines_have_them() -> None:
    (line,) = json_lines(Replay(SAMPLE))
    fields = json.loads(line)
    parts = (*fields["labels"], fields["headline"], fields["byline"], fields["text"])
    assert [word for part in parts for word in words(part)] == EXPECTED
    assert [key for key in fields if key in ("labels", "headline", "byline", "text")] == [
        "labels",
        "headline",
        "byline",
        "text",
    ]


def test_json_ld_has_them() -> None:
    (update,) = json.loads(dumps(SAMPLE))["liveBlogUpdate"]
    assert words(update["articleBody"]) == BODY.split()
    people = [f"{person['name']}, {person['jobTitle']}" for person in update["author"]]
    assert "; ".join(people) == BYLINE
    assert update["headline"] == RICH.headline
    assert (update["tui:kicker"], update["tui:source"]) == (LABELS[0], LABELS[-1])
    assert update["tui:keyEvent"] is update["tui:pinned"] is True


FRAMES = str.maketrans("", "", "▌┌│└")
"""Signs before the paragraph being read, and before pictures."""


async def test_the_screen_and_what_it_copies_have_them() -> None:
    async with on_stage(SAMPLE, (80, 60), paused_at("end")) as stage:
        rows = [row for row in stage.feed_rows() if row.strip()]
        await stage.press("y")
        copied = stage.app.copied
    # The publisher's labels are chips, two at most; the source stands at the rule's right end.
    assert [label in rows[0] for label in ("ANALYSIS", "◆ KEY EVENT", LABELS[-1])] == [True] * 3
    shown = without_time("\n".join(rows).translate(FRAMES))
    text = EXPECTED[len([word for word in words(" ".join(LABELS)) if word != "·"]) :]
    assert shown[: len(text)] == text
    assert copied.startswith("10:26 BST\n\n")
    assert without_time(copied.replace(" BST", "")) == EXPECTED


async def test_every_output_says_which_part_of_a_live_blog_is_there() -> None:
    part = Coverage((MissingSpan(None, RICH.published),), (1,), 5, "pages")
    one = blog(RICH, post("10:40", "Later"), part=part)
    line = "part 1 of 5: begins at 10:26"
    assert part_line(one, clock_faces(one)[0]) == line
    async with on_stage(one, options=paused_at("10:26")) as stage:
        assert line in stage.rows()[0]
    outputs = (
        page(Replay(one), one.end),
        page(Replay(one), one.start),
        markdown(one),
        html(one),
        *json_lines(Replay(one)),
        "\n".join(fact for _, fact in report_rows(one, report(one))),
    )
    assert all(output.count(line) == 1 for output in outputs)
    assert json.loads(dumps(one))["tui:part"]["pages"] == [1]
    whole = one._replace(part=None)
    assert not any("part 1" in output for output in (page(Replay(whole), one.end), markdown(whole)))
