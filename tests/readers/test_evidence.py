"""Live blogs that no publisher's name gives away: elements with a time, and records."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tui.model.errors import UnreadableError
from tui.readers import read

START = datetime(2030, 4, 17, 18, 40, tzinfo=UTC)
TEXTS = (
    "The bell came off its hook at noon, and the crane stood still in the wind.",
    "Nobody on the quay had asked for a second crane, the harbour master said.",
    "Geese walked over the quay, which delayed the work by some minutes again.",
    "At last the bell hung in the tower, and the people went home in the rain.",
)
HEADLINES = ("The bell is off", "One crane", "Geese on the quay", "The bell hangs")


def moment(number: int) -> datetime:
    return START + timedelta(minutes=11 * number)


def page(post: str) -> bytes:
    """A page of posts made from a template with the names below."""
    posts = "\n".join(
        post.format(
            n=number,
            time=moment(number).isoformat(),
            epoch=int(moment(number).timestamp()),
            clock=f"{moment(number):%H:%M}",
            said=f"{moment(number):%A, %d %B %Y %H:%M:%S GMT}",
            head=head,
            text=text,
        )
        for number, (head, text) in enumerate(zip(HEADLINES, TEXTS, strict=True))
    )
    return f"<!doctype html><html lang=en><title>The bell</title><main>{posts}</main>".encode()


def records(**names: str) -> list[dict[str, object]]:
    """Records with their fields under these names."""
    return [
        {
            names["time"]: moment(number).isoformat(),
            names["headline"]: head,
            names["body"]: text,
            names["author"]: "Ann Lee",
        }
        for number, (head, text) in enumerate(zip(HEADLINES, TEXTS, strict=True))
    ]


ENGLISH = {"time": "published_at", "headline": "title", "body": "content", "author": "author"}
SPANISH = {"time": "fecha", "headline": "titulo", "body": "texto", "author": "autor"}
SCRIPT = "<!doctype html><p>x<script{}>{}</script>"


def in_script(attributes: str, code: str) -> bytes:
    return SCRIPT.format(attributes, code).encode()


_LINE = f'5:["$",{json.dumps(records(**ENGLISH))}]\n'
STREAM = (json.dumps(_LINE[:300]), json.dumps(_LINE[300:]))
DEEP = {"props": {"pageProps": {"blog": {"title": "The bell", "posts": records(**ENGLISH)}}}}
READ = {
    "elements with datetime": page(
        "<section class=post><time datetime='{time}'>{clock}</time><h2>{head}</h2><p>{text}"
        "</section>"
    ),
    "elements without a class": page(
        "<div><time datetime='{time}'></time><h3>{head}</h3><p>{text}</div>"
    ),
    "classes with an id": page(
        "<div class='p p-100{n}'><time datetime='{time}'></time><h3>{head}</h3><p>{text}</div>"
    ),
    "a title that is a time": page(
        "<div class=p><abbr class=when title='{time}'>{clock}</abbr><h4>{head}</h4><p>{text}</div>"
    ),
    "an age, with the time in words in its title": page(
        "<div class=p><span title='{said}'>2 hours ago</span><h4>{head}</h4><p>{text}</div>"
    ),
    "times in words on posts called updates": page(
        "<div class=update data-published='{said}'><h4>{head}</h4><p>{text}</div>"
    ),
    "a day beside the clock": page(
        "<div class=p><a><i>17/04/2030</i><b>{clock}</b></a><h4>{head}</h4><p>{text}</div>"
    ),
    "rows of a table": page(
        "<tr class=row><td><time datetime='{time}'>{clock}</time><td><h4>{head}</h4><p>{text}</tr>"
    ).replace(b"<main>", b"<main><table>"),
    "seconds since 1970": page("<li class=x data-time='{epoch}'><b>{head}</b><p>{text}</p></li>"),
    "a list in JSON": json.dumps(records(**ENGLISH)).encode(),
    "names that say nothing": json.dumps(
        {"cards": records(time="stampedAt", headline="hed", body="copy", author="scribe")}
    ).encode(),
    "names in Spanish": json.dumps({"entradas": records(**SPANISH)}).encode(),
    "other names in Spanish": json.dumps(
        {
            "page": {
                "items": records(time="fecha", headline="titular", body="cuerpo", author="autor")
            }
        }
    ).encode(),
    "comments and commas too many": (
        json.dumps({"posts": records(**ENGLISH)})[:-2] + ", /* none */ ]}"
    ).encode(),
    "Next.js": in_script(" id=__NEXT_DATA__ type=application/json", json.dumps(DEEP)),
    "a variable of a script": in_script("", f"window.__STATE__ = {json.dumps(DEEP)};"),
    "JSON in a string of a script": in_script("", f"load({json.dumps(json.dumps(DEEP))})"),
    "values streamed by React, in two pieces": in_script("", f"__next_f.push([1, {STREAM[0]}])")
    + SCRIPT.format("", f"self.__next_f.push([1, {STREAM[1]}])").encode(),
    "wrapped records with names that are ids": json.dumps(
        [{"kind": "T", "data": {"name": f"t{n}", **x}} for n, x in enumerate(records(**ENGLISH))]
    ).encode(),
}


@pytest.mark.parametrize("name", READ)
def test_posts_are_read(name: str) -> None:
    blog = read(READ[name])
    assert [post.published for post in blog.posts] == [moment(n) for n in range(4)]
    assert [post.headline for post in blog.posts] == list(HEADLINES)
    assert [post.text.splitlines()[-1] for post in blog.posts] == list(TEXTS)


ORDINARY = {
    "a list of articles": page(
        "<div class=teaser><h3><a href='/news/{n}'>{head}</a></h3><time datetime='{time}'></time>"
        "<p>{text}</div>"
    ),
    "teasers with a clock and a day": page(
        "<article class=c><a href='/news/{n}'><h2>{head}</h2></a><time datetime='{time}'>{clock}"
        "</time><p>{text}</article>"
    ),
    "hours ago": page("<div class=p><i>{n} hours ago</i><h3>{head}</h3><p>{text}</div>"),
    "times without words": page("<p class=t><time datetime='{time}'>{clock}</time> {n}</p>"),
    "comments": page("<div id=comments><p class=c data-time={epoch}>{text}</p></div>"),
    "videos beside an article": page(
        "<p>{text} {text} {text} {text} {text}</p><li class=v><time datetime='{time}'></time>"
        "{head}, in a film of our own that shows the quay, the bell and all the geese</li>"
    ),
    "comments with a day and a clock": page(
        "<p>{text}</p><div class='top comment'><p>Ann Lee, 17.4.2030, {clock}</p>"
        "<p>{text} That is my opinion, and I say it here.</p></div>"
    ),
    "records without a time": json.dumps(
        [{"title": x, "text": y} for x, y in zip(HEADLINES, TEXTS, strict=True)]
    ).encode(),
    "measurements": json.dumps(
        [{"time": moment(n).isoformat(), "value": n} for n in range(9)]
    ).encode(),
    "records of one time": json.dumps(
        [{**x, "published_at": START.isoformat()} for x in records(**ENGLISH)]
    ).encode(),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_other_pages_are_refused(name: str) -> None:
    with pytest.raises(UnreadableError):
        read(ORDINARY[name])
