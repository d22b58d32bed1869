"""The BBC reader on the bundled blog and on whole copied pages, ours and real ones."""

from datetime import timedelta, timezone

import pytest
from bbc_words import file_words, model_words, words
from liveblogs import page

from tui.model.blog import Author, Image, ListItem, LiveBlog, Paragraph, ReadMore
from tui.model.errors import UnreadableError
from tui.model.summary import summary_points
from tui.readers import read
from tui.readers.pieces.clocks.text import NO_ZONE
from tui.sources.bundled import BUNDLED

BST = timezone(timedelta(hours=1))
BLINKEN = BUNDLED[0]


@pytest.fixture(scope="module")
def blinken() -> LiveBlog:
    return read(BLINKEN.data())


class TestTheBundledBlog:
    def test_the_whole(self, blinken: LiveBlog) -> None:
        assert blinken.zone == "Europe/London"
        assert blinken.publisher == "BBC News"
        assert blinken.language == "en"
        assert blinken.format == "BBC text"
        assert (blinken.title, blinken.description, blinken.authors) == ("", "", ())
        assert blinken.warnings == ()

    def test_summary(self, blinken: LiveBlog) -> None:
        assert all(point.block == ListItem(point.block.words[0]) for point in blinken.summary)
        assert [words(point.block)[:4] for point in blinken.summary] == [
            ["US", "Secretary", "of", "State"],
            ["Washington", "will", "act", "if"],
            ["Xi", "earlier", "told", "the"],
            ["Earlier,", "Chinese", "Foreign", "Minister"],
            ["The", "China-US", "relationship", "is"],
            ["His", "trip", "comes", "a"],
            ["Last", "week,", "Washington", "approved"],
        ]

    def test_posts(self, blinken: LiveBlog) -> None:
        assert [
            (f"{p.published:%H:%M}", p.kicker, p.headline, p.authors, len(p.body))
            for p in blinken.posts
        ] == [
            ("09:26", "", "Hello and welcome", (Author("Yvette Tan", "Live editor"),), 6),
            ("09:32", "", "Tricky conversations", (), 6),
            (
                "09:38",
                "",
                "China and US should 'seek common ground while reserving differences' - Xi",
                (),
                4,
            ),
            ("09:45", "", "China and US should 'be partners, not rivals' - Xi", (), 4),
            (
                "09:57",
                "Analysis",
                "Xi will be friendly - but no pushover",
                (Author("Tessa Wong", "Asia reporter"),),
                6,
            ),
            ("10:11", "", "There are 'still many issues that need to be resolved', says Xi", (), 5),
            (
                "10:26",
                "Analysis",
                "A visit stripped of fanfare",
                (Author("Tom Bateman", "in Beijing"),),
                6,
            ),
            ("10:43", "", "China-US relations takes another hit over TikTok", (), 7),
            (
                "11:03",
                "",
                "US-China is the world's 'most consequential relationship' - Blinken",
                (),
                7,
            ),
            ("11:18", "", "Blinken to hold news conference from Beijing", (), 3),
        ]
        assert {post.published.date().isoformat() for post in blinken.posts} == {"2024-04-26"}
        assert {post.published.tzinfo for post in blinken.posts} == {BST}
        assert all(type(post.published.tzinfo) is timezone for post in blinken.posts)

    def test_images(self, blinken: LiveBlog) -> None:
        images = [
            (i, block)
            for i, post in enumerate(blinken.posts)
            for block in post.body
            if isinstance(block, Image)
        ]
        hall = "the Great Hall of the People, in Beijing"
        guesthouse = "Antony Blinken and Wang Yi met at Beijing's Diaoyutai State Guesthouse"
        meeting = (
            "U.S. Secretary of State Antony Blinken meets with Chinese President Xi Jinping "
            f"at {hall},"
        )
        glass = (
            "TikTok logo displayed on a phone screen is seen through the broken glass with "
            "American flag displayed"
        )
        denial = (
            "TikTok has repeatedly denied claims that the Chinese government has control over "
            "its parent company"
        )
        assert images == [
            (3, Image(meeting, "Reuters", f"Antony Blinken meets with Xi Jinping at {hall}")),
            (5, Image("Chinese President Xi Jinping", "Reuters", "Chinese President Xi Jinping")),
            (7, Image(f"{glass} on a screen", "Getty Images", denial)),
            (8, Image(guesthouse, "Reuters", guesthouse)),
        ]

    def test_read_more_differs_from_body_text(self, blinken: LiveBlog) -> None:
        assert [
            (i, b.text)
            for i, p in enumerate(blinken.posts)
            for b in p.body
            if isinstance(b, ReadMore)
        ] == [
            (1, "Read more about the issues here."),
            (7, "Read more about TikTok here and how likely it is that it will be banned."),
        ]
        kinds = {type(block) for post in blinken.posts for block in post.body}
        assert kinds == {Paragraph, Image, ReadMore}

    def test_every_word_of_the_file_is_in_the_model_in_order(self, blinken: LiveBlog) -> None:
        text = BLINKEN.data().decode()
        assert model_words(blinken) == file_words(text)
        assert len(file_words(text)) > 1800


def told(blog: LiveBlog) -> list[tuple[str, str, str, tuple[Author, ...]]]:
    return [
        (f"{post.published:%d %H:%M %z}", post.kicker, post.headline, post.authors)
        for post in blog.posts
    ]


class TestOurPages:
    def test_dates_missing_on_four_of_six_posts(self) -> None:
        data = page("copied-half-dated.txt")
        blog = read(data)
        assert told(blog) == [
            ("07 21:17 +0100", "", "Evening shift", ()),
            ("07 21:23 +0100", "", "A very long rope", ()),
            ("07 21:27 +0100", "", "Lit and ready", ()),
            ("07 21:29 +0100", "", "Ropes 'tangled'", ()),
            ("07 21:32 +0100", "", "Kettles on the boil", ()),
            ("07 21:35 +0100", "", "On the tower stairs", ()),
        ]
        assert {(post.published.year, post.published.month) for post in blog.posts} == {(2019, 5)}
        assert blog.summary == summary_points(
            [ListItem("Lantern crews claim the pier with a majority of 12")]
        )
        assert [warning.place for warning in blog.warnings] == ["lines 5, 9, 13, 25"]
        assert "date" in blog.warnings[0].message
        assert model_words(blog) == file_words(data.decode())

    def test_greenwich_mean_time_a_place_and_a_consent_box(self) -> None:
        data = page("copied-consent-box.txt")
        blog = read(data)
        assert told(blog) == [("13 01:52 +0000", "", "Vale of Marrow: Goose gain", ())]
        assert blog.posts[0].body[0] == Paragraph("Vale of Marrow")
        assert len(blog.posts[0].body) == 3
        assert [warning.place for warning in blog.warnings] == ["lines 9-11, 13, 15"]
        assert "in place of a tweet" in blog.warnings[0].message
        above = "\n".join(data.decode().splitlines()[:8])
        assert model_words(blog) == file_words(above)

    def test_no_times_at_all(self) -> None:
        data = page("copied-no-times.txt")
        with pytest.raises(UnreadableError, match="Found: no clock"):
            read(data)

    def test_sport(self) -> None:
        data = page("copied-sport.txt")
        blog = read(data)
        asked = "Get Involved - Rowing children's stage shows"
        statistician = Author("Wilf Tarrant", "Rowing statistician on Bay Match Special")
        assert told(blog) == [
            ("20 12:17 +0100", "get involved", asked, ()),
            ("20 12:22 +0100", "", "How's oar?!", (statistician,)),
            ("20 12:26 +0100", "get involved", asked, ()),
            ("20 12:32 +0100", "", "", ()),
        ]
        assert blog.posts[2].body[-1] == Paragraph("Bram, Southquay")
        assert blog.warnings == ()
        assert model_words(blog) == file_words(data.decode())


@pytest.mark.parametrize("zone", ["", " BST"])
def test_a_text_with_none_of_the_bbcs_signs_names_no_publisher(zone: str) -> None:
    day = f"{zone} 26 April 2024"
    text = f"Bells\n\n10.40{day}\nThey ring, all four.\n\n10.26{day}\nThey hang here, all.\n"
    blog = read(text.encode())
    assert (blog.format, blog.publisher, blog.language) == ("text with times", "", "")
    assert (NO_ZONE in {warning.message for warning in blog.warnings}) == (not zone)
    blog = read(f"Live Reporting\n\n{text}".encode())
    assert (blog.format, blog.publisher, blog.language) == ("BBC text", "BBC News", "en")
    assert NO_ZONE not in {warning.message for warning in blog.warnings}
