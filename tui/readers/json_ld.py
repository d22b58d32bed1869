"""Finds the live blog in JSON-LD: bare, in a list, in a graph, in any of a page's script blocks."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tui.blog import LiveBlog
from tui.errors import UnreadableError
from tui.readers.page import Page
from tui.readers.remarks import Remarks

type Object = dict[str, Any]

NAME = "schema.org LiveBlogPosting (JSON-LD)"
_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "//")
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
DENSEST = 12
"""Bytes of objects a byte of JSON may need, by a rough count: pages need about one; a file of "{}," needs sixty."""
SMALL = 1_000_000
"""Bytes; below it the density does not matter."""
MOST_BLOCKS = 500
"""Script blocks of a page that are looked at."""
LOOKED_AT = 12_000_000
"""Characters in which the density is looked for."""
MOST_WALKED = 2_000_000
"""Values looked at in search of live blogs and references."""


def fits(page: Page) -> bool:
    """Whether there is a LiveBlogPosting with updates."""
    return found_in(page).best is not None


def missing(page: Page) -> str:
    """What this reader looked for in vain."""
    found = found_in(page)
    if found.empty:
        return "its LiveBlogPosting (JSON-LD) has no updates in liveBlogUpdate"
    if found.broken:
        return f"its JSON-LD cannot be parsed ({found.broken[0]})"
    if page.is_json:
        return "the JSON has no LiveBlogPosting with updates"
    return "no JSON-LD block with a LiveBlogPosting" if page.is_markup else "no JSON"


def read(page: Page) -> LiveBlog:
    """The live blog with the most updates of all that the data holds."""
    from tui.readers.schema_org import read_live_blog

    found = found_in(page)
    if found.best is None:
        raise UnreadableError(f"No live blog can be read: {missing(page)}.")
    remarks = Remarks()
    for trouble in found.broken[:5]:
        remarks.add(f"A JSON-LD block beside the live blog's cannot be parsed ({trouble}) and was left out.")
    if page.decoded.replaced:
        remarks.add(f"The text is not valid {page.decoded.encoding}: {page.decoded.replaced} places were replaced.")
    return read_live_blog(found.best, found, page, remarks)


@dataclass
class Found:
    """All JSON-LD of one source: the values, the live blogs among them, and what their references point to."""

    values: list[Any] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    best: Object | None = None
    empty: bool = False
    taken: list[Any] = field(default_factory=list)
    """The updates that are being read, let go one by one."""
    _index: dict[str, Object] = field(default_factory=dict)
    _indexed_updates: bool = False

    def choose(self) -> None:
        """Take the live blog with the most updates, the first of equals."""
        most = 0
        for value in _objects(self.values, into_updates=False):
            if is_a(value, "LiveBlogPosting") or "liveBlogUpdate" in value:
                count = len(self.updates_of(value))
                self.empty = self.empty or not count
                if count > most:
                    self.best, most = value, count
        self.empty = self.empty and self.best is None

    def updates_of(self, blog: Object) -> list[Any]:
        """The blog's updates, whatever form the property has; references are not resolved yet."""
        updates = blog.get("liveBlogUpdate")
        if isinstance(updates, dict) and isinstance(updates.get("itemListElement"), list):
            updates = updates["itemListElement"]
        if isinstance(updates, str):
            updates = [{"@id": updates}] if updates in self.index else []
        return updates if isinstance(updates, list) else [updates] if isinstance(updates, dict) and updates else []

    @property
    def index(self) -> dict[str, Object]:
        """Objects by their @id, the fullest of each; those inside the updates only once they are asked for."""
        if not self._index:
            self._fill(into_updates=False)
        return self._index

    def take_updates(self) -> list[Object]:
        """The updates of the chosen live blog, resolved; they leave the blog, so that each is freed once it is read."""
        blog = self.best or {}
        updates = self.updates_of(blog)
        self.taken = [self.resolve(x) if isinstance(x, dict) else {} for x in updates]
        blog.pop("liveBlogUpdate", None)
        return self.taken

    def _fill(self, *, into_updates: bool) -> None:
        values = [self.values, self.taken] if into_updates else self.values
        for value in _objects(values, into_updates=into_updates):
            key = value.get("@id")
            if isinstance(key, str) and len(value) > len(self._index.get(key, ())):
                self._index[key] = value

    def resolve(self, value: Object) -> Object:
        """The object a reference ({"@id": ...} and no more) points to; anything else is itself."""
        key = value.get("@id")
        if not isinstance(key, str) or len(value) - ("@context" in value) - ("@type" in value) > 1:
            return value
        known = self.index.get(key, value)
        if len(known) <= len(value) and not self._indexed_updates:
            self._indexed_updates = True
            self._fill(into_updates=True)
            known = self.index.get(key, value)
        return known


def found_in(page: Page) -> Found:
    """The JSON-LD of a page, looked for once."""
    known: Found | None = page.__dict__.get("json_ld")
    if known is None:
        known = Found()
        for text in _texts(page):
            value, trouble = parse(text)
            if trouble:
                known.broken.append(trouble)
            else:
                known.values.append(value)
        known.choose()
        page.__dict__["json_ld"] = known
        if known.best is not None and page.is_json:
            page.let_go()
    return known


def parse(text: str) -> tuple[Any, str]:
    """The value of a JSON text, and what is wrong with it, or ""; small slips that pages make are mended."""
    if len(text) > SMALL and _is_dense(text):
        return None, "it is made of millions of nearly empty values"
    trouble = ""
    for candidate in _candidates(text):
        try:
            return json.loads(candidate, strict=False), ""
        except RecursionError:
            return None, "it is nested too deeply"
        except json.JSONDecodeError as error:
            trouble = trouble or f"{error.msg} at line {error.lineno}, column {error.colno}"
        except ValueError:  # an integer of thousands of digits
            trouble = trouble or "it has a number of thousands of digits"
    return None, trouble


def _is_dense(text: str) -> bool:
    """Whether the objects would need far more memory than the text; a large text is looked at in its first part."""
    text = text[:LOOKED_AT]
    return 200 * text.count("{") + 60 * text.count("[") + 30 * text.count(",") > DENSEST * len(text)


def is_a(value: Object, name: str) -> bool:
    """Whether an object's @type, one or several, is the schema.org type of that name."""
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(x, str) and x.endswith(name) and re.split(r"[/:#]", x)[-1] == name for x in kinds[:20])


def _texts(page: Page) -> Iterator[str]:
    if page.is_json:
        yield page.text
    elif page.is_markup:
        for node in page.tree.css("script[type]")[:MOST_BLOCKS]:
            kind = (node.attributes.get("type") or "").lower()
            if "ld+json" in kind or ("json" in kind and "liveBlogUpdate" in node.text()):
                yield node.text()


def _candidates(text: str) -> Iterator[str]:
    """The text as it is, then with the slips mended that are seen on pages."""
    yield text
    bare = text.strip()
    for _ in range(3):
        for opening in _OPENINGS:
            bare = bare.removeprefix(opening).lstrip()
        for closing in _CLOSINGS:
            bare = bare.removesuffix(closing).rstrip()
    if bare != text:
        yield bare
    if len(text) > SMALL:  # each try costs as much as the whole
        return
    if "&quot;" in bare and '"' not in bare:
        bare = html.unescape(bare)
        yield bare
    yield _TRAILING_COMMA.sub(r"\1", bare)
    joined = re.sub(r"\}\s*\{", "},{", bare)
    if joined != bare:
        yield f"[{joined}]"


def _objects(values: list[Any], *, into_updates: bool) -> Iterator[Object]:
    """All objects in the values, those that hold others first, without recursion."""
    waiting: list[Any] = [values]
    walked = 0
    while waiting and walked < MOST_WALKED:
        value = waiting.pop()
        walked += 1
        if isinstance(value, list):
            waiting.extend(x for x in reversed(value) if isinstance(x, dict | list))
        elif isinstance(value, dict):
            yield value
            for key, inner in reversed(value.items()):
                if isinstance(inner, dict | list) and (into_updates or key != "liveBlogUpdate"):
                    waiting.append(inner)
