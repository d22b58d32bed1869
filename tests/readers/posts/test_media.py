"""An update's pictures and videos, and which pictures are cuts of one."""

import pytest
from live_blog_data import Object, read_posting, update

from tui.model.blog import Embed, Image


def pictures_of(*names: str) -> int:
    """How many pictures a post has whose update names these, without captions."""
    (post,) = read_posting(update(image=[f"https://i.example/{name}" for name in names])).posts
    return sum(isinstance(block, Image) for block in post.body)


@pytest.mark.parametrize(
    "names",
    [
        ("2024/a/cat.jpg", "2024/b/cat.jpg"),
        ("2024/a/cat-large.jpg", "2024/b/cat-small.jpg"),
        ("2024/a/12345678.jpg", "2024/b/12345678.jpg"),
        ("2024/a/1.jpg", "2024/b/1.jpg"),
        ("one/photos/x.jpg", "two/photos2/x.jpg"),
    ],
)
def test_short_names_in_two_folders_are_two_pictures(names: tuple[str, str]) -> None:
    assert pictures_of(*names) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("2024/a/cat-1200x675.jpg", "2024/a/cat-1200x900.jpg"),
        ("2024/a/bridge-16x9.jpg", "2024/a/bridge-1x1.jpg"),
        ("2024/16x9/cat.jpg", "2024/4x3/cat.jpg"),
        ("2024/picture/640.jpg", "2024/picture/1024.jpg"),
        ("2024/a/a-long-name-large.jpg", "2024/a/a-long-name-small.jpg"),
    ],
)
def test_cuts_are_one_picture(names: tuple[str, str]) -> None:
    assert pictures_of(*names) == 1


def image(name: str, caption: str = "") -> Object:
    return {
        "@type": "ImageObject",
        "url": f"https://i.example/{name}?w=1",
        **({"caption": caption} if caption else {}),
    }


def test_cuts_of_one_picture_are_one_picture() -> None:
    cuts = [image("a-16x9.jpg", "A caption"), image("b-4x3.jpg", "A caption")]
    (post,) = read_posting(update(image=cuts)).posts
    assert sum(isinstance(block, Image) for block in post.body) == 1
    cuts = [
        image("a-picture-1200x675.jpg"),
        image("a-picture-1200x900.jpg"),
        image("another-one-1200x675.jpg"),
    ]
    (post,) = read_posting(update(image=cuts)).posts
    assert sum(isinstance(block, Image) for block in post.body) == 2


def test_a_video_is_an_embed() -> None:
    (post,) = read_posting(
        update(video={"name": "A film", "embedUrl": "https://www.youtube.com/embed/x"})
    ).posts
    assert post.body[-1] == Embed("YouTube", "A film", "https://www.youtube.com/embed/x")
