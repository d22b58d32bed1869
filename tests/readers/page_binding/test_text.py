"""The page's text, where it holds the data's; and data that are cut."""

import pytest
from live_blog_data import messages, page, words_of
from page_with_posts import HEADLINES, TEXTS, article, live

from tui.model.blog import Image, ListItem, LiveBlog, Paragraph, Quote
from tui.readers import read
from tui.readers.page_binding.text import holds

MORE = "The goose warden counted the boats twice and then went home."
AFTER = "All boats were back before the second alarm rang out."


def body(blog: LiveBlog, number: int = 0) -> list[str]:
    """The words of each block of a post, the newest being the first."""
    return [words_of(block).strip() for block in blog.posts[-1 - number].body]


def one(text: str, data: str, *, foot: str = "") -> LiveBlog:
    """Three posts, of which the newest has this text on the page and this in the data."""
    elements = [article(0, text=text, foot=foot), article(1), article(2)]
    return live(*elements, data=lambda n: {"body": data} if n == 0 else {})


def test_paragraphs_run_together_in_the_data_are_parted_on_the_page() -> None:
    blog = one(f"<p>{TEXTS[0]}</p><p>{MORE}</p>", f"{TEXTS[0]}{MORE}")
    assert body(blog) == [TEXTS[0], MORE]


@pytest.mark.parametrize("end", [40, 52, 66])
def test_a_cut_text_is_mended_and_told(end: int) -> None:
    """In the middle of a word, or behind one."""
    blog = one(f"<p>{TEXTS[0]}</p><p>{MORE}</p>", TEXTS[0][:end])
    assert body(blog) == [TEXTS[0], MORE]
    assert (
        messages(blog) == "update 1: The text is cut in the data; its rest is taken from the page."
    )
    assert blog.binding is not None
    assert (blog.binding.cut, blog.binding.mended) == (1, 1)


def test_a_text_that_ends_as_the_pages_block_does_is_not_cut() -> None:
    blog = one(f"<p>{TEXTS[0]}</p><p>{MORE}</p>", TEXTS[0])
    assert body(blog) == [TEXTS[0]]
    assert messages(blog) == ""


def test_a_cut_text_that_the_page_does_not_have_is_told() -> None:
    cut = [text[:50] for text in TEXTS[:3]]
    blog = live(
        *(f"<article id=p{n}0>Subscribe to read on.</article>" for n in range(3)),
        data=lambda n: {"body": cut[n] + "x" * (60 - len(cut[n]))},
    )
    assert "updates 1, 2, 3: The text is cut in the data, and its rest is nowhere" in messages(blog)


def test_a_quote_in_an_attribute_ends_the_data_and_not_the_text() -> None:
    """`<meta content>` with an unescaped quotation mark."""
    text = f'{TEXTS[0]} He cried: "Nobody leaves the quay", and rang the bell.'
    markup = "".join(
        f'<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">'
        f'<meta itemprop="articleBody" content="{text}">'
        f'<time itemprop="datePublished" datetime="2031-05-04T0{n}:00:00Z">x</time>'
        f'<h3 itemprop="headline">{HEADLINES[n]}</h3><p>{text}</p></div>'
        for n in range(3)
    )
    blog = read(page(body=markup))
    assert [body(blog, n) for n in range(3)] == [[text]] * 3
    assert "its rest is taken from the page" in messages(blog)


def test_a_page_that_says_less_gives_no_text() -> None:
    blog = one("<p>The harbour master closed the bridge</p>", f"{TEXTS[0]} {MORE} {AFTER}")
    assert body(blog) == [f"{TEXTS[0]} {MORE} {AFTER}"]


def test_before_and_behind_only_lists_quotations_and_captions() -> None:
    text = (
        f"<p>Follow us everywhere.</p><p>{TEXTS[0]}</p><ul><li>Hall A is open</li></ul>"
        f"<blockquote><p>Ring it.</p></blockquote>"
        '<figure><img src="https://i.example/a.jpg"><figcaption>The bell</figcaption></figure>'
        "<p>Sign up for our letters.</p>"
    )
    assert one(text, TEXTS[0]).posts[-1].body == (
        Paragraph(TEXTS[0]),
        ListItem("Hall A is open"),
        Quote("Ring it."),
        Image("", "", "The bell", "https://i.example/a.jpg"),
    )


def test_a_line_that_announces_a_list_stays_with_it() -> None:
    text = f"<p>{TEXTS[0]}</p><p>Open today:</p><ul><li>Hall A</li></ul>"
    assert body(one(text, TEXTS[0])) == [TEXTS[0], "Open today:", "Hall A"]


def test_between_them_all_paragraphs_stay() -> None:
    text = f"<p>{TEXTS[0]}</p><p>{AFTER}</p><p>{MORE}</p>"
    assert body(one(text, f"{TEXTS[0]} {MORE}")) == [TEXTS[0], AFTER, MORE]


def test_blocks_that_repeat_in_a_fifth_of_the_posts_are_no_posts() -> None:
    def text(number: int) -> str:
        again = "<p>Back to the top</p>" if number < 2 else ""
        return f"<p>{TEXTS[number]}</p>{again}<p>{MORE}</p>"

    blog = live(
        *(article(n, text=text(n)) for n in range(5)),
        data=lambda n: {"body": f"{TEXTS[n]} {MORE}"},
    )
    assert body(blog) == [TEXTS[0], MORE]


def test_headline_names_and_clock_lines_are_no_text() -> None:
    def element(number: int) -> str:
        return (
            f"<article id=p{number}0><p>9:0{number} Uhr</p><strong>{HEADLINES[number]}</strong>"
            f'<p class="autor">Von Ana Lee</p><p>Il y a {number + 2} h</p>'
            f"<p>{TEXTS[number]}</p></article>"
        )

    blog = live(*map(element, range(3)), data=lambda n: {"body": ""})
    assert [body(blog, n) for n in range(3)] == [[text] for text in TEXTS[:3]]


@pytest.mark.parametrize(
    ("caption", "credit", "shown"),
    [
        ("<p>The bell on its cart</p><p>(</p><p>Ana Lee/AFP</p><p>)</p>", "Ana Lee/AFP", None),
        ("<p>The bell on its cart</p><p>(Foto: Ana Lee)</p>", "Ana Lee", None),
        ("<span>The bell on its cart</span> <i>(left)</i>", "", "The bell on its cart (left)"),
    ],
)
def test_a_caption_with_its_credit_in_brackets(
    caption: str, credit: str, shown: str | None
) -> None:
    """Broken into paragraphs beside the picture, and in the data among the text."""
    text = f'<div><img src="https://i.example/a.jpg">{caption}</div><p>{TEXTS[0]}</p>'
    blog = one(text, f"The bell on its cart ( Ana Lee ) {TEXTS[0]}" if credit else TEXTS[0])
    image = Image("", credit, shown or "The bell on its cart", "https://i.example/a.jpg")
    assert blog.posts[-1].body == (image, Paragraph(TEXTS[0]))


@pytest.mark.parametrize(
    "caption", ["The bell\x02 on\x1b[2J its\u202e cart", "Bell\x01 (Lee\x02/AFP)"]
)
def test_a_caption_beside_a_picture_is_clean(caption: str) -> None:
    text = f'<div><img src="https://i.example/a.jpg"><span>{caption}</span></div><p>{TEXTS[0]}</p>'
    image = one(text, TEXTS[0]).posts[-1].body[0]
    assert isinstance(image, Image)
    assert image.caption
    assert (image.caption + image.credit).isprintable()


def test_a_short_text_under_a_picture_is_a_text() -> None:
    text = f'<div><img src="https://i.example/a.jpg"><p>{TEXTS[0]}</p></div>'
    assert one(text, TEXTS[0]).posts[-1].body[1] == Paragraph(TEXTS[0])


def test_markers_of_content_systems_are_no_words() -> None:
    blog = one(f"<p>{TEXTS[0]}</p><ul><li>One</li></ul>", f"{TEXTS[0]} [[image:12345678]]")
    assert body(blog) == [TEXTS[0], "One"]


def test_holding_nearly_all_words() -> None:
    nine = (Paragraph("a b c d e f g h i"),)
    assert holds(nine, (Paragraph("a b c d e f g h i j"),))
    assert not holds(nine, (Paragraph("a b c d e f g h j k"),))
    assert holds((), ())


@pytest.mark.parametrize("headline", ["", None, "A live blog"])
@pytest.mark.parametrize("repeated", ["", "<h4>Analysis</h4>"])
def test_a_heading_over_the_text_is_the_headline_that_the_data_lack(
    headline: str | None, repeated: str
) -> None:
    elements = (article(n, head=repeated) for n in range(5))
    blog = live(*elements, data=lambda _: {"headline": headline})
    assert [post.headline for post in blog.posts] == HEADLINES[::-1]
    assert {len(post.body) for post in blog.posts} == {1}
    assert "left without one" not in messages(blog)


@pytest.mark.parametrize(
    "title",
    [
        '<p class="title"><b>{}</b></p>',
        '<div class="post__headline">{}</div>',
        '<span itemprop="headline">{}</span>',
        '<h3><a href="#p{n}0">{}</a></h3>',
        "<p><strong>{}</strong></p>",
    ],
)
def test_what_is_marked_as_a_headline_is_one(title: str) -> None:
    elements = (
        f'<article id="p{n}0">{title.format(HEADLINES[n], n=n)}<p>{TEXTS[n]}</p></article>'
        for n in range(5)
    )
    blog = live(*elements, data=lambda _: {"headline": None})
    assert [post.headline for post in blog.posts] == HEADLINES[::-1]


def test_a_heading_under_the_text_and_a_teasers_are_no_headline() -> None:
    teaser = '<h3><a href="/geese">Geese win in court</a></h3>'
    elements = (
        f'<article id="p{n}0">{teaser}<p>{TEXTS[n]}</p><h3>{HEADLINES[n]}</h3></article>'
        for n in range(5)
    )
    blog = live(*elements, data=lambda _: {"headline": None})
    assert {post.headline for post in blog.posts} == {""}


def test_a_bold_line_of_the_text_is_no_headline() -> None:
    elements = (article(n, text=f"<p><b>{TEXTS[n]}</b></p><p>{MORE}</p>") for n in range(3))
    bare = (x.replace(f"<h3>{HEADLINES[n]}</h3>", "") for n, x in enumerate(elements))
    blog = live(*bare, data=lambda n: {"headline": None, "body": f"{TEXTS[n]} {MORE}"})
    assert {post.headline for post in blog.posts} == {""}


def test_a_picture_of_an_advertisement_has_no_caption_and_is_not_shown() -> None:
    ad = '<div class="ad-slot"><div><img src="/ad.jpg"></div>Buy this now</div>'
    blog = one(f"<p>{TEXTS[0]}</p>{ad}", TEXTS[0])
    assert body(blog) == [TEXTS[0]]
