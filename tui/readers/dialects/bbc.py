"""The BBC's page data: Morph payloads until 2022, streams of blocks since."""

import html
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from tui.readers.dialects import Dialect
from tui.readers.html.rich_text import figure, kind_of, said_in, to_html
from tui.readers.json_text import Object, at, objects, objects_in
from tui.readers.names import is_person

MOST_WALKED = 50_000  # objects searched for the live blog's own fields
_IMAGES = "https://ichef.bbci.co.uk/ace/standard/640"
SITE = "https://www.bbc.co.uk"
_TIMES = ("dateAdded", "firstPublished", "lastPublished", "lastUpdated", "curated")


def _post(entry: Object, _around: Sequence[Object]) -> Object:
    asset = entry.get("assetId")
    key = f"post_{asset}" if asset else str(entry.get("urn") or "")
    head = _head(entry)
    return _in_seconds(entry) | {
        "heading": next(filter(None, (entry.get("title"), *head["titles"])), ""),
        "kicker": " · ".join(dict.fromkeys(filter(None, head["labels"]))),
        "people": list(filter(None, (*head["writers"], entry.get("contributor"), *head["people"]))),
        "nodes": [head["questions"], *_content(entry)],
        "key": key,
        "address": _address(entry.get("url"), key),
    }


def _head(entry: Object) -> dict[str, Any]:
    """The headline may be a label with another headline below."""
    blocks = _children(entry.get("header"))
    over, under = (
        list(filter(None, (said_in([x], kind) for x in blocks if kind_of(x) == kind)))
        for kind in ("headline", "subheadline")
    )
    label = str(entry.get("typeCode") or "").replace("_", " ").capitalize()
    if under and [label.casefold()] == [x.casefold() for x in over]:
        label, over, under = over[0], under, []
    is_breaking = at(entry, ("options", "isBreakingNews")) is True
    return _signed(under) | {
        "titles": (*reversed(over), said_in(entry.get("titles"), "title")),
        "labels": ("Breaking" * is_breaking, label),
        "writers": [x.get("model") for x in blocks if kind_of(x) == "contributor"],
    }


def _signed(lines: Sequence[str]) -> dict[str, Any]:
    """People of bylines, "Ana Lee - Reporting from Oslo", and the other lines as HTML."""
    parts = [line.partition(" - ") for line in lines]
    return {
        "people": [{"name": x, "role": role} for x, _, role in parts if is_person(x)],
        "questions": "".join(f"<p>{''.join(x)}</p>" for x in parts if not is_person(x[0])),
    }


def _children(node: Any) -> list[Object]:
    return objects(at(node, ("model", "blocks")))


def _in_seconds(value: Object) -> Object:
    """Times to the second, as everywhere else on the page."""
    times = {x: re.sub(r"\.\d+", "", y) for x in _TIMES if isinstance(y := value.get(x), str)}
    dates = value.get("dates")
    return value | times | ({"dates": _in_seconds(dates)} if isinstance(dates, dict) else {})


def _content(entry: Object) -> list[Any]:
    """Nodes; an entry without nodes, a link to an article, has a summary and a picture."""
    body = entry.get("body") or _children(entry.get("content"))
    if isinstance(body, list) and body:
        return body
    words, picture = entry.get("summary"), entry.get("image")
    found = [f"<p>{html.escape(words)}</p>" if isinstance(words, str) and words else ""]
    if url := said_in(picture, "url", "href"):
        found.append(figure(url, said_in(picture, "altText"), "", said_in(picture, "copyright")))
    return found


def _part(node: Any) -> str:
    for raw in objects_in(node, MOST_WALKED):
        if "originCode" in raw:
            raw.setdefault("url", f"{_IMAGES}/{raw['originCode']}/{raw.get('locator')}")
    return to_html(node).replace('"/', f'"{SITE}/')


def _address(link: Any, key: str) -> str:
    if isinstance(link, str) and link:
        return link if link.startswith("http") else f"{SITE}{link}"
    if not key:
        return ""
    return f"#{key}" if key.startswith("post_") else f"?post={quote(key, safe='')}#post"


def _about(_around: Sequence[Object], values: Sequence[Any]) -> Object:
    found: Object = {}
    for value in objects_in(list(values), MOST_WALKED):
        found = {key: said for key, said in _facts(value).items() if said} | found
    is_sport = "/sport/" in str(found.get("url"))
    return {"publisher": "BBC Sport" if is_sport else "BBC News"} | found


def _facts(value: Object) -> Object:
    if "liveTextStream" in value:
        return {
            "headline": value.get("title"),
            "description": value.get("description"),
            "inLanguage": value.get("language"),
            "author": at(value, ("liveTextStream", "contributors")),
            "articleBody": to_html(value.get("summaryPoints")),
        }
    if value.get("@type") == "LiveBlogPosting":
        return {x: value.get(x) for x in ("headline", "description", "url", "publisher")}
    if "isCpsCommentary" in value:
        return {"author": value.get("authors")}
    points = at(value, ("props", "points"))
    if isinstance(points, list):
        items = "".join(f"<li>{html.escape(x)}</li>" for x in points if isinstance(x, str))
        return {"articleBody": f"<ul>{items}</ul>"}
    return {}


DIALECTS = tuple(
    Dialect(
        "BBC data",
        has=has,
        prepare=_post,
        body=_part,
        fields={
            "time": ("dateAdded", "dates.curated", "firstPublished", "dates.firstPublished"),
            "edited": ("lastPublished", "dates.lastPublished", "lastUpdated"),
            "author": ("people",),
            "body": ("nodes",),
            "id": ("key",),
            "url": ("address",),
            "image": (),
        },
        about=_about,
    )
    for has in (("dates", "header"), ("dates", "content"), ("assetId", "body"), ("locator", "body"))
)
