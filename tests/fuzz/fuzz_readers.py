"""Fuzzes every reader: any bytes give a live blog or a LiveBlogError within two seconds.

Run: uv run --group fuzz python tests/fuzz/fuzz_readers.py -max_total_time=60 tests/fuzz/corpus

The options are libFuzzer's. Findings become tests in tests/readers; the corpus stays a few KB.
"""

import sys
import time
import warnings
from datetime import date
from pathlib import Path

# Only the group "fuzz" has it, without stubs.
import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # group fuzz

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "support")]

with atheris.instrument_imports(include=["tui", "dateutil", "html", "json"]):
    from live_blog_data import content

    from tui.model.blog import Embed, Image, LiveBlog
    from tui.model.errors import LiveBlogError, UndatedError
    from tui.readers import evidence, own_format, read
    from tui.readers.page import GivenDay
    from tui.readers.pieces.clocks import text
    from tui.writers.html import html
    from tui.writers.json_ld import dumps
    from tui.writers.markdown import markdown

    assert all((text, evidence, own_format))

MOST_SECONDS = 2.0
"""CPU time for one input, at most."""
FORBIDDEN = frozenset(
    map(chr, [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202E, 0xFEFF])
)


def one_input(data: bytes) -> None:
    """Reads one input; any exception is a finding."""
    start = time.process_time()
    try:
        blog = read_as_asked(data)
    except LiveBlogError as error:
        message = str(error)
        if message.count("\n") > 2 or not message.endswith("."):
            raise AssertionError(f"no sentence: {message!r}") from error
    else:
        check(blog)
    if time.process_time() - start > MOST_SECONDS:
        raise AssertionError("too slow")


def read_as_asked(data: bytes) -> LiveBlog:
    """The live blog, with a day and as one without times if it needs these."""
    try:
        return read(data)
    except UndatedError:
        return read(data, GivenDay(date(2020, 10, 15), timeless=True))


def check(blog: LiveBlog) -> None:
    """Checks clean text, ordered aware times, and that a written blog is read as the same."""
    times = [post.published for post in blog.posts]
    assert times == sorted(times), "posts are not in the order of their times"
    assert all(moment.tzinfo is not None for moment in times), "a time is naive"
    for post in blog.posts:
        texts = [
            post.headline,
            post.kicker,
            *(f"{author.name}{author.role}" for author in post.authors),
        ]
        for block in post.body:
            texts.append(
                block.alt + block.caption + block.credit if isinstance(block, Image) else block.text
            )
            if not isinstance(block, Image | Embed):
                assert all(0 <= link.start < link.end <= len(block.text) for link in block.links), (
                    "a link is outside"
                )
        assert FORBIDDEN.isdisjoint("".join(texts)), f"not clean: {texts!r}"
    assert content(read(dumps(blog).encode())) == content(blog), (
        "the written blog is read differently"
    )
    html(blog)
    markdown(blog)


def main() -> None:
    """Fuzzes until the time is over."""
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
