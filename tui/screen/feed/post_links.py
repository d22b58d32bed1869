"""Links of a post: in its text, pictures, embeds, its own address."""

from typing import NamedTuple

from tui.model.blog import Embed, Image, Post

ITS_ADDRESS = "this post"
_NO_WORDS = {Image: "picture", Embed: "embed"}


class NamedLink(NamedTuple):
    words: str
    url: str


def post_links(post: Post) -> list[NamedLink]:
    """Links in reading order, each address once; the post's own is last."""
    found: dict[str, str] = {}
    for block in post.body:
        if isinstance(block, Image | Embed):
            if block.url:
                kind = _NO_WORDS[type(block)]
                found.setdefault(block.url, f"{kind}: {block.words[0]}")
            continue
        for link in block.links:
            found.setdefault(link.url, block.text[link.start : link.end].replace("\n", " "))
    if post.url:
        found.pop(post.url, None)
        found[post.url] = ITS_ADDRESS
    return [NamedLink(words, url) for url, words in found.items()]
