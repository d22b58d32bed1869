"""The words of a copied BBC page and those of the blog read from it, both in order."""

import re

from tui.model.blog import Block, Image, LiveBlog, Post
from tui.readers import read


def words(block: Block) -> list[str]:
    if isinstance(block, Image):
        return f"{block.alt} {block.credit} {block.caption}".split()
    return block.text.split()


def post_words(post: Post) -> list[str]:
    signed = [f"{author.name} {author.role}" for author in post.authors]
    return [
        *" ".join([post.kicker, post.headline, *signed]).split(),
        *(w for block in post.body for w in words(block)),
    ]


def model_words(blog: LiveBlog) -> list[str]:
    """All words of the model in the order of a page that is newest first."""
    posts = [word for post in reversed(blog.posts) for word in post_words(post)]
    return [*(word for point in blog.summary for word in words(point.block)), *posts]


STRUCTURE = [
    r"^\s*\d+\.\s",
    r"(?:\bPost)?published at [\d:]+(?: (?:British Summer|Greenwich Mean) Time \d+ \w+ \d{4})?$",
    r"^Summary$",
    r"Image source,",
    r"Image caption,",
    r"^\s*•",
]


def file_words(text: str) -> list[str]:
    """All words of the file but those that only mark its structure."""
    return re.sub("|".join(STRUCTURE), " ", text, flags=re.M).split()


def posts(text: str) -> list[str]:
    """Each post in a line: "26 Apr 10:26 | kicker | headline | authors | words of the body"."""
    blog = read(text.encode())
    return [
        " | ".join(
            [
                f"{post.published:%d %b %H:%M}",
                post.kicker,
                post.headline,
                " & ".join(f"{author.name}, {author.role}" for author in post.authors),
                " / ".join(" ".join(words(block)) for block in post.body),
            ]
        )
        for post in blog.posts
    ]


def warned(text: str) -> list[tuple[str, str]]:
    return [(warning.place, warning.message) for warning in read(text.encode()).warnings]
