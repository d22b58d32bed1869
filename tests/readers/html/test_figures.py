"""Pictures and embeds, of AMP pages too."""

import pytest

from tui.model.blog import Block, Embed, Image, Paragraph
from tui.readers.html.blocks import body_blocks


@pytest.mark.parametrize(
    ("markup", "block"),
    [
        ('<amp-img src="https://a.example/a.jpg" alt="A" width="9" height="9"></amp-img>',
         Image("A", url="https://a.example/a.jpg")),
        ('<amp-anim src="https://a.example/a.gif" alt="A"></amp-anim>',
         Image("A", url="https://a.example/a.gif")),
        (
            '<figure><amp-img src="https://a.example/a.jpg">'
            '<img src="https://a.example/a.jpg"></amp-img>'
            "<figcaption>B</figcaption></figure>",
            Image(caption="B", url="https://a.example/a.jpg"),
        ),
        ('<amp-youtube data-videoid="x1"></amp-youtube>',
         Embed("YouTube", "", "https://www.youtube.com/watch?v=x1")),
        ('<amp-instagram data-shortcode="x1"></amp-instagram>',
         Embed("Instagram", "", "https://www.instagram.com/p/x1")),
        ('<amp-facebook data-href="https://www.facebook.com/a/1"></amp-facebook>',
         Embed("Facebook", "", "https://www.facebook.com/a/1")),
        ('<amp-video><source src="https://a.example/a.mp4"></amp-video>',
         Embed("Video", "", "https://a.example/a.mp4")),
        ('<amp-audio src="https://a.example/a.mp3"></amp-audio>',
         Embed("Audio", "", "https://a.example/a.mp3")),
        (
            '<figure><amp-youtube data-videoid="x1"></amp-youtube>'
            "<figcaption>B</figcaption></figure>",
            Embed("YouTube", "B", "https://www.youtube.com/watch?v=x1"),
        ),
    ],
)  # fmt: skip
def test_pictures_and_embeds_of_amp_pages(markup: str, block: Block) -> None:
    text = f"<p>One.</p>{markup}<p>Two.</p>"
    assert body_blocks(text, "https://a.example/") == (Paragraph("One."), block, Paragraph("Two."))


@pytest.mark.parametrize(
    ("shown", "copy"),
    [
        (
            '<img src="data:image/gif;base64,R0" data-src="https://a.example/a.jpg" alt="A">',
            "b.jpg",
        ),
        ('<img src="data:image/gif;base64,R0" alt="A">', "a.jpg"),
        ("", "a.jpg"),
    ],
)
def test_a_figure_shows_a_picture_once_with_scripts_or_without(shown: str, copy: str) -> None:
    unscripted = f'<noscript><img src="https://a.example/{copy}" alt="A"></noscript>'
    markup = f"<figure>{shown}{unscripted}<figcaption>B</figcaption></figure>"
    assert body_blocks(markup) == (Image("A", caption="B", url="https://a.example/a.jpg"),)
