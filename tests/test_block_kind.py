"""A kind of block is a class with parts: every output shows it as it is."""

from dataclasses import dataclass

from live_blog_data import content
from printed_post import post_text
from sample_blogs import blog, post
from screen_stage import on_stage

from tui.model.blog import Block, Link, Part
from tui.readers import read
from tui.readers.own_format import dumps
from tui.writers.html import html
from tui.writers.markdown import markdown

URL = "https://scores.example/7"


@dataclass(frozen=True, slots=True)
class Score(Block):
    text: str
    caption: str
    url: str
    box = "score"

    @property
    def parts(self) -> tuple[Part, ...]:
        link = Link(0, 3, self.url)
        return Part("source", "Score"), Part("text", self.text, (link,)), Part("name", self.caption)


BLOG = blog(post(body=(Score("2:1 after\nan hour", "Half time", URL),)))


async def test_a_new_kind_of_block_needs_no_other_file() -> None:
    assert content(read(dumps(BLOG).encode())) == content(BLOG)
    words = '2:1</a> after<br>an hour</p><h3 dir="auto">Half time</h3></blockquote>'
    assert words in html(BLOG)
    lines = "> **Score**  \n> [2:1](<{}>) after  \n> an hour  \n> ### Half time\n"
    assert lines.format(URL) in markdown(BLOG)
    said = f"Score:\n2:1 after\nan hour.\nLink: 2:1, {URL}\nHalf time.\n"
    assert said in post_text(BLOG.posts[0], BLOG)
    async with on_stage(BLOG) as stage:
        rows = [row[11:] for row in stage.feed_rows()]
        assert rows[1:5] == ["┌ Score", "│ 2:1 after", "│ an hour", "└ Half time"]
        await stage.search("hour")
        assert "1 of 1" in stage.text()
        await stage.press("l")
        assert URL in stage.text()
