"""Inputs of ten megabytes, built to exhaust a reader; `read_bombs.py` reads them."""

import json
from collections.abc import Callable

from packed_bombs import PACKED

SIZE = 10_000_000


def filled(piece: str, before: str = "", after: str = "", *, between: str = "") -> bytes:
    """The piece as often as it fits into ten megabytes."""
    count = (SIZE - len(before) - len(after)) // len(piece + between)
    return (before + between.join([piece] * count) + after).encode()


def numbered(piece: str, before: str = "", after: str = "", *, most: int = 10**9) -> bytes:
    """The piece with a number in it, always another, as often as it fits."""
    count = min(most, SIZE // (len(piece) + 6))
    return (before + ",".join(piece.replace("#", str(n)) for n in range(count)) + after).encode()


BLOG = '{"@type":"LiveBlogPosting","headline":"H","liveBlogUpdate":['
TIME = '"datePublished":"2020-01-01T00:00:00Z"'


def body(text: str) -> bytes:
    """One update with that text, as much of it as fits."""
    share = SIZE / len(json.dumps(text[:1000], ensure_ascii=False).encode()) * min(len(text), 1000)
    told = json.dumps(text[: int(share)], ensure_ascii=False)
    return (BLOG + "{" + TIME + ',"headline":"h","articleBody":' + told + "}]}").encode()


def page(content: str) -> bytes:
    """A page with that content."""
    return ("<!doctype html><html><body>" + content)[:SIZE].encode()


def post_on_page(inside: str, *, beside: str = "") -> bytes:
    """A page with three updates and their elements: `inside` the last of them, and `beside` it."""
    updates = ",".join(
        f'{{{TIME},"headline":"h{n}","articleBody":"A text.","url":"http://a/#u{n}"}}'
        for n in (1, 2, 3)
    )
    post = '<article id="u#" class="post"><time></time><h3>h#</h3><p>A text.</p>'
    posts = "</article>".join(post.replace("#", str(n)) for n in (1, 2, 3))
    script = f'<script type="application/ld+json">{BLOG}{updates}]}}</script>'
    return page(f"{script}{posts}{inside}{'</article>' if beside else ''}{beside}")


def elements(piece: str, most: int = 295_000) -> bytes:
    """A page of such elements, filled up with text so that it has as many tags as may be."""
    count = most // piece.count("<")
    text = "y" * max(SIZE // count - len(piece), 0)
    return page("".join(piece.replace("#", f"{n:024x}") + text for n in range(count)))


def times(piece: str) -> str:
    return piece * (SIZE // len(piece))


BOMBS: dict[str, Callable[[], bytes]] = {
    # JSON
    "deep lists": lambda: filled("["),
    "deep objects": lambda: filled('{"a":'),
    "deep blog": lambda: filled("[", before='{"@type":"LiveBlogPosting","liveBlogUpdate":'),
    "a million empty updates": lambda: (BLOG + ",".join(["{}"] * 1_000_000) + "]}").encode(),
    "empty updates": lambda: filled("{}", BLOG, "]}", between=","),
    "empty lists": lambda: filled("[]", "[", "]", between=","),
    "small objects": lambda: filled('{"":{}}', "[", "]", between=","),
    "typed objects": lambda: filled('{"@type":"LiveBlogPosting"}', "[", "]", between=","),
    "huge integer": lambda: filled("9", BLOG + '{"datePublished":', "}]}"),
    "long integers": lambda: filled("9" * 4299, "[", "]", between=","),
    "values of other forms": lambda: filled(
        '{"schema:abcdefghijkl":{"@value":"xxxxxxxxx"}}', "[", "]", between=","
    ),
    "lists in lists": lambda: filled(
        '{"abcdefghij":[[[["xxxxxxxxxxxxxxxxxxxxxxxxx"]]]]}', "[", "]", between=","
    ),
    "numbers": lambda: filled("1.5", "[", "]", between=","),
    "broken json": lambda: filled('{"a": "b"', "[", between=","),
    "spaces": lambda: filled(" ", BLOG, "x"),
    "tiny posts": lambda: numbered('{"datePublished":"2020-01-01T00Z","headline":"#"}', BLOG, "]}"),
    "tiny markup": lambda: numbered(
        '{"datePublished":"2020-01-01T00Z","articleBody":"<li>#"}', BLOG, "]}"
    ),
    "odd times": lambda: numbered('{"datePublished":"2 May 2021 #","headline":"x"}', BLOG, "]}"),
    "no times": lambda: numbered(
        '{"datePublished":"x#","headline":"x","dateModified":"#x"}', BLOG, "]}"
    ),
    "many authors": lambda: numbered(
        "{" + TIME + ',"headline":"#","author":["Aa B#","Cc D#","Ee F#","Gg H#"]}', BLOG, "]}"
    ),
    "many pictures": lambda: numbered(
        "{"
        + TIME
        + ',"headline":"#","image":["http://a/#1","http://b/#2","http://c/#3","http://d/#4"]}',
        BLOG,
        "]}",
    ),
    "many keys": lambda: numbered('"#":0', "{", "}"),
    "references": lambda: numbered('{"@id":"#"}', BLOG, "]}"),
    "many headlines": lambda: numbered('{"headline":"&amp;#"}', BLOG, "]}"),
    # bodies
    "a long line": lambda: body(times("x")),
    "entities": lambda: body(times("&amp;")),
    "unfinished entities": lambda: body(times("&a")),
    "entity names": lambda: body(times("&" + "a" * 31)),
    "deep divs": lambda: body(times("<div>")),
    "deep formatting": lambda: body(
        "<p>" + "".join(f"<b a{n}>" for n in range(3000)) + times("<p>x" + "y" * 30)
    ),
    "paragraphs": lambda: body(times("<p>")),
    "attributes": lambda: body("<p " + " ".join(f"a{n}" for n in range(1_200_000)) + ">"),
    "links": lambda: body(times('<a href="http://a/">b</a>')),
    "markers": lambda: body(times("[[a:")),
    "shortcodes": lambda: body(times("[embed ")),
    "blank lines": lambda: body(times("\n \n")),
    "newlines": lambda: body(times("a.\n")),
    "marks": lambda: body(times("\u0301")),
    "controls": lambda: body(times("\x1b\u202e")),
    "spaces in a body": lambda: body(times(" ") + "x"),
    # pages
    "page of divs": lambda: page(times("<div>")),
    "page of divs with time": lambda: page(
        times(
            '<div id="block-646219928f08e408b758af95" class=block><time datetime=2020-01-01T00:00Z>'
        )
    ),
    "elements": lambda: elements("<p>"),
    "links on a page": lambda: elements("<a href=x>"),
    "guardian blocks": lambda: elements(
        '<article id="block-#"><time datetime="2020-01-01T00:00Z">x</time></article>'
    ),
    "nested guardian blocks": lambda: page(
        "".join(
            f'<article id="block-{n:024x}"><time datetime="2020-01-01T00:00Z"></time>'
            for n in range(500)
        )
        + "<i>x</i>" * 190_000
        + times("y")
    ),
    "microdata": lambda: elements(
        "<p itemprop=liveBlogUpdate itemscope><b itemprop=headline>x</b>"
    ),
    "nested microdata": lambda: page(
        (
            "<div itemprop=liveBlogUpdate itemscope><time itemprop=datePublished "
            "datetime=2020-01-01T00:00Z></time>"
        )
        * 500
        + "<i>x</i>" * 190_000
        + times("y")
    ),
    "microdata items": lambda: elements(
        "<p itemscope itemtype=LiveBlogPosting><b itemprop=liveBlogUpdate></b>"
    ),
    "nested microdata items": lambda: page(
        "<div itemscope itemtype=LiveBlogPosting><div itemprop=liveBlogUpdate itemscope>" * 250
        + "<i>x</i>" * 190_000
    ),
    "json-ld blocks": lambda: elements('<script type="application/ld+json">{x</script>'),
    "comments in a script": lambda: page(
        '<script type="application/ld+json">' + "//x=" * (SIZE // 4 - 50) + "</script>"
    ),
    "semicolons in a script": lambda: page(
        '<script type="application/ld+json">' + ";\n" * (SIZE // 2 - 50) + "</script>"
    ),
    "slips": lambda: page(
        (
            '<script type="application/ld+json">{"liveBlogUpdate": ["'
            + 'x" y", "' * 120_000
            + '"]</script>'
        )
        * 10
    ),
    "figures": lambda: body(
        '<figure><img src="http://a/"><figcaption class="caption credit">x</figcaption></figure>'
        * 59_000
    ),
    "nested figures": lambda: body(
        "<figure><div class=caption>" * 250 + "<b class=credit>x</b><img src=http://a/>" * 100_000
    ),
    "tweets": lambda: body(
        (
            '<blockquote class="twitter-tweet">'
            '<a href="https://twitter.com/a/status/123456789">x</a></blockquote>'
        )
        * 72_000
    ),
    "nested tweets": lambda: body(
        '<blockquote class="twitter-tweet">' * 500
        + '<a href="https://twitter.com/">x</a>' * 150_000
    ),
    "tables": lambda: body("<table><tr>" + "<td>" * 290_000),
    "unclosed scripts": lambda: page(times("<script>")),
    "less-than": lambda: page(times("<")),
    "comments": lambda: page(times("<!--")),
    "quotes": lambda: page(times('<a b="')),
    "nested page posts": lambda: page(
        "".join(f'<div id="u{n}" class="entry-content">' for n in range(500))
        + "x" * 8_000_000
        + "</div>" * 500
        + '<script type="application/ld+json">'
        + BLOG
        + ",".join(f'{{{TIME},"headline":"h{n}","url":"http://a/#u{n}"}}' for n in range(500))
        + "]}</script>"
    ),
    "times in a paragraph": lambda: post_on_page("<p>" + "<time>x</time>word " * 140_000),
    "pictures deep in a post": lambda: post_on_page("<div>" * 500 + "<img src=a>" * 290_000),
    "posts beside that nest": lambda: post_on_page(
        "", beside='<article class="post" id="x"><time></time>' * 300 + "some words " * 900_000
    ),
    "headings around each other": lambda: post_on_page(
        "<div class=title>" * 500 + "some words of another " * 400_000
    ),
    "bylines around each other": lambda: post_on_page(
        "<div class=author>" * 250 + "<div class=time>" * 250 + "some words of another " * 400_000
    ),
    "inline parts": lambda: post_on_page("<div>" + "<b>x</b>" * 147_000),
    "parts around a link": lambda: post_on_page(
        "<div>" * 500 + "<a href=http://b/>x</a>" + "some words of another " * 400_000
    ),
    # text
    "text": lambda: filled("published at 10:26 "),
    "numbered text": lambda: filled("\n 1. a published at 10:26\n"),
    "zeros": lambda: bytes(SIZE),
    "bytes": lambda: bytes(range(256)) * (SIZE // 256),
} | PACKED
