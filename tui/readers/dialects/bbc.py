"""The BBC's page data: Morph payloads until 2022, streams of blocks since."""

import html
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from tui.readers.dialects.dialect import Dialect, Object
from tui.readers.html.nodes import embed, figure, said_in, video
from tui.readers.json_text import objects_in

DEEPEST = 40
"""Nodes inside each other."""
MOST_WALKED = 50_000
"""Objects in which the live blog's own fields are looked for."""
_TAGS = {
    "paragraph": "p", "list": "ul", "unorderedList": "ul", "orderedList": "ol", "listItem": "li",
    "heading": "h3", "subheading": "h3", "subheadline": "h3", "headline": "h3", "crosshead": "h3",
    "quote": "blockquote", "blockquote": "blockquote", "pullQuote": "blockquote", "bold": "b",
    "italic": "i",
}  # fmt: skip
_MEDIA = {"video": "video", "clip": "video", "media": "video", "audio": "audio"}
_EMBEDS = ("embed", "social", "include", "oEmbed", "tweet")
_LINKS = ("link", "urlLink")
_BYLINE = re.compile(r"([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3})(?: - (.+))?")
_IMAGES = "https://ichef.bbci.co.uk/ace/standard/640"
SITE = "https://www.bbc.co.uk"


def _kind(node: Any) -> str:
    kind = (node.get("name") or node.get("type")) if isinstance(node, dict) else ""
    return kind if isinstance(kind, str) else ""


def _model(node: Object) -> Object:
    model = node.get("model")
    return model if isinstance(model, dict) else {}


def _inner(node: Object) -> list[Any]:
    found = node.get("children") or _model(node).get("blocks")
    return found if isinstance(found, list) else []


def _child(node: Object, kind: str) -> Object:
    return next((x for x in _inner(node) if _kind(x) == kind), {})


def _own_text(node: Object) -> str:
    text = node.get("text") or _model(node).get("text")
    return text if isinstance(text, str) else ""


def _html(node: Any, depth: int = 0) -> str:
    """A node of either generation as HTML."""
    kind = _kind(node)
    if depth > DEEPEST or not isinstance(node, dict):
        return ""
    if kind == "image":
        return _picture(node)
    if kind in _MEDIA:
        return _video(node, _MEDIA[kind])
    if kind in _EMBEDS:
        return embed(node)
    caption = _child(node, "caption") if kind in _LINKS else {}
    inner = [caption] if caption else _inner(node)
    text = "".join(_html(x, depth + 1) for x in inner) or html.escape(_own_text(node), quote=False)
    if kind in _LINKS:
        href = _href(node)
        return f'<a href="{html.escape(href)}">{text}</a>' if href else text
    tag = "ol" if kind == "list" and _attribute(node, "type") == "ordered" else _TAGS.get(kind)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def _attribute(node: Object, name: str) -> str:
    attributes = node.get("attributes")
    several = attributes if isinstance(attributes, list) else []
    values = (x.get("value") for x in several if isinstance(x, dict) and x.get("name") == name)
    return next((x for x in values if isinstance(x, str)), "")


def _href(node: Object) -> str:
    locator = _model(node).get("locator")
    return locator if isinstance(locator, str) else _attribute(_child(node, "url"), "href")


def _words(value: Any) -> str:
    """The words of a text or a node, on one line."""
    text = value if isinstance(value, str) else _html(value)
    return " ".join(html.unescape(re.sub(r"<[^<>]{1,2000}>", " ", text)).split())


def _picture(node: Object) -> str:
    raw = _model(_child(node, "rawImage"))
    urls = (node.get("imageChefHref"), raw.get("urlTemplate"), node.get("href"), raw.get("locator"))
    url = next((x for x in urls if isinstance(x, str) and x.startswith("http")), "")
    origin, locator = raw.get("originCode"), raw.get("locator")
    if not url and origin and locator:
        url = f"{_IMAGES}/{origin}/{locator}"
    credit = node.get("copyrightHolder") or raw.get("copyrightHolder")
    alt, caption = (_words(node.get(x) or _child(node, x)) for x in ("altText", "caption"))
    return figure(url.replace("{width}", "640"), alt, caption, _words(credit or ""))


def _video(node: Object, kind: str) -> str:
    """A video's title and caption, with its page where it has one."""
    title = said_in(node, "primaryHeadline", "title")
    path = said_in(node, "path")
    caption = _words(node.get("caption") or _child(node, "caption"))
    said = " ".join(dict.fromkeys(filter(None, (title, caption))))
    url = path if path.startswith("http") else f"{SITE}{path}" if path else ""
    return video(kind, url, said) if said or url else ""


def _part(node: Any) -> str:
    return node if isinstance(node, str) else _html(node)


def _post(entry: Object, _around: Sequence[Object]) -> Object:
    """An entry with its head read: the headline may be a label with another headline below."""
    header = entry.get("header")
    blocks = _inner(header) if isinstance(header, dict) else []
    over = [x for y in blocks if _kind(y) == "headline" and (x := _words(y))]
    under = [x for y in blocks if _kind(y) == "subheadline" and (x := _words(y))]
    label = str(entry.get("typeCode") or "").replace("_", " ").capitalize()
    if over and under and over[0].casefold() == label.casefold():
        label, over, under = over[0], under, []
    options = entry.get("options")
    is_breaking = isinstance(options, dict) and options.get("isBreakingNews") is True
    people = [_model(y) for y in blocks if _kind(y) == "contributor"]
    people += [x for x in (entry.get("contributor"),) if isinstance(x, dict)]
    people += [_person(found) for x in under if (found := _signature(x))]
    lead = "".join(f"<p>{html.escape(x)}</p>" for x in under if not _signature(x))
    titles = [said_in(entry.get("titles"), "title"), *over]
    headline = entry.get("title") or next(filter(None, reversed(titles)), "")
    return (
        entry
        | _seconds(entry)
        | {
            "heading": headline,
            "kicker": " · ".join(dict.fromkeys(filter(None, ("Breaking" * is_breaking, label)))),
            "people": people,
            "nodes": [lead, *_content(entry)],
            "key": _key(entry),
            "address": _address(entry),
        }
    )


def _seconds(entry: Object) -> Object:
    """The times of an entry to the second, as everywhere else on the page."""
    dates = entry.get("dates")
    found = {key: _second(entry[key]) for key in _TIMES if key in entry}
    if isinstance(dates, dict):
        found["dates"] = {key: _second(value) for key, value in dates.items()}
    return found


def _second(value: Any) -> Any:
    return re.sub(r"\.\d+", "", value) if isinstance(value, str) else value


def _signature(line: str) -> "re.Match[str] | None":
    """A line under a headline that reads as a byline: "Ana Lee - Reporting from Oslo"."""
    found = _BYLINE.fullmatch(line)
    return found if found and all(x[0].isupper() for x in found[1].split()) else None


def _person(found: "re.Match[str]") -> Object:
    return {"name": found[1], "role": found[2]}


def _content(entry: Object) -> list[Any]:
    """The nodes of an entry; one without any, a link to an article, has a summary and a picture."""
    content = entry.get("content")
    body = entry.get("body") or (_inner(content) if isinstance(content, dict) else None)
    if isinstance(body, list) and body:
        return body
    words = entry.get("summary") or said_in(entry.get("descriptions"), "text")
    pictures = entry.get("images") or entry.get("image")
    several = pictures if isinstance(pictures, list) else [pictures]
    return [f"<p>{html.escape(words)}</p>" if isinstance(words, str) and words else ""] + [
        figure(
            said_in(x, "url", "href"), said_in(x, "altText"), "",
            said_in(x, "copyright", "copyrightHolder"),
        )
        for x in several if isinstance(x, dict)
    ]  # fmt: skip


def _key(entry: Object) -> str:
    asset = entry.get("assetId")
    key = f"post_{asset}" if asset else entry.get("urn") or entry.get("locator")
    return key if isinstance(key, str) else ""


def _address(entry: Object) -> str:
    """An entry's own page, else its place on the live page."""
    link, key = entry.get("url") or said_in(entry.get("link"), "url"), _key(entry)
    if isinstance(link, str) and link:
        return link if link.startswith("http") else f"{SITE}{link}"
    if not key:
        return ""
    return f"#{key}" if key.startswith("post_") else f"?post={quote(key, safe='')}#post"


_TELLING = frozenset(("liveTextStream", "@type", "isCpsCommentary", "lib"))
"""Fields of the objects that describe the live blog."""


def _about(_around: Sequence[Object], values: Sequence[Any]) -> Object:
    """The fields of the live blog, which stand in several objects of the data."""
    found: Object = {}
    for value in objects_in(list(values), MOST_WALKED):
        for key, said in () if _TELLING.isdisjoint(value) else _facts(value).items():
            if said and not found.get(key):
                found[key] = said
    is_sport = "/sport/" in str(found.get("url"))
    return {"publisher": "BBC Sport" if is_sport else "BBC News"} | found


def _facts(value: Object) -> Object:
    if "liveTextStream" in value:
        stream = value["liveTextStream"]
        points = value.get("summaryPoints")
        return {
            "headline": value.get("title"),
            "description": value.get("description"),
            "inLanguage": value.get("language"),
            "author": stream.get("contributors") if isinstance(stream, dict) else None,
            "articleBody": _html(points.get("content")) if isinstance(points, dict) else "",
        }
    if value.get("@type") == "LiveBlogPosting":
        keys = ("headline", "description", "url", "publisher")
        return {key: value.get(key) for key in keys}
    if "isCpsCommentary" in value:
        return {"author": value.get("authors")}
    props = value.get("props")
    points = props.get("points") if isinstance(props, dict) else None
    if str(value.get("lib")).endswith("summary-points") and isinstance(points, list):
        items = "".join(f"<li>{html.escape(x)}</li>" for x in points if isinstance(x, str))
        return {"articleBody": f"<ul>{items}</ul>"}
    return {}


_TIMES = ("dateAdded", "firstPublished", "lastPublished", "lastUpdated")
_FIELDS = {
    "time": ("dateAdded", "dates.curated", "firstPublished", "dates.firstPublished"),
    "edited": ("lastPublished", "dates.lastPublished", "lastUpdated"),
    "headline": ("heading",),
    "author": ("people",),
    "body": ("nodes",),
    "id": ("key",),
    "kicker": ("kicker",),
    "url": ("address",),
    "image": (),
}
DIALECTS = tuple(
    Dialect("BBC data", has=has, prepare=_post, body=_part, fields=_FIELDS, about=_about)
    for has in (("dates", "header"), ("dates", "content"), ("assetId", "body"), ("locator", "body"))
)
