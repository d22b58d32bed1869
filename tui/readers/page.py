"""One source's bytes, which several readers look at: decoded and parsed at most once."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from tui.model.safe_text import letters_of, one_line
from tui.readers.decoding import Decoded, decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from tui.readers.json_text import Parsed

# Strings, as the bundled text need not pay for compiling them.
_MARKUP = (
    r"(?i)<(?:!doctype|html|head|body|script|article|div|section|meta|main|header|title|h[1-6]"
    r"|ul|ol|table|p|span|li|time|a)\b"
)
_LANGUAGE = r"[a-zA-Z]{2,8}(?:[-_][a-zA-Z0-9]{1,8}){0,4}"
_JSON = r"\s*+(?:\{|\[\s*+[\[{\"/\]])"
"""How JSON begins; "[10.32] The mill is called." is a text."""
_ROOT = (
    r"\s*+(?:<\?[^>]*+>\s*+|<!--[^>]*+>\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>\s*+)*+"
    r"<(?P<root>[A-Za-z][\w:.-]*+)"
)
_PACKED = (b"\x1f\x8b", b"bplist00")
"""How data packed with gzip and Safari's web archives begin."""
_CONTROLS = bytes({*range(32)} - set(b"\t\n\f\r\x1b"))
"""Characters that no text has, but for a stray one."""
_HEAD_BYTES = 4096
"""Bytes in which an MHTML file names its type."""


def is_archive(data: bytes) -> bool:
    """Whether the data looks like a page in a file around it, which `archives` unpacks."""
    return data.startswith(_PACKED) or b"multipart/related" in data[:_HEAD_BYTES].lower()


def language_tag(text: str) -> str:
    """The text if it is a language tag ("en-GB"), else ""."""
    text = text.strip()[:40]
    return text if re.fullmatch(_LANGUAGE, text) else ""


class GivenDay(NamedTuple):
    """What the user gives to a text whose posts lack it: the day of the oldest.

    With `timeless` a text without any times is read too, as posts of that day's first minute.
    """

    day: date
    timeless: bool = False


class Page:
    """The bytes of a source, as text and as a tree, each made when first asked for.

    `label` is the encoding that a file around the page declares, `given` the user's day for a text,
    `columns` the user's names of fields: the time, the body, the author of a post.
    """

    def __init__(
        self,
        data: bytes,
        label: str = "",
        given: GivenDay | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self.data, self.given, self.columns = data, given, columns or {}
        self._label = label
        self._findings: dict[Callable[[Page], object], object] = {}

    def once[T](self, look: "Callable[[Page], T]") -> T:
        """The result of `look` for this page, which runs only the first time."""
        if look not in self._findings:
            self._findings[look] = look(self)
        return cast("T", self._findings[look])

    @cached_property
    def decoded(self) -> Decoded:
        """The text with its encoding."""
        return decode(self.data, self._label)

    @property
    def text(self) -> str:
        """The page's text."""
        return self.decoded.text

    @cached_property
    def _utf8(self) -> bytes:
        return self.text.encode("utf-8", "replace")

    def has(self, words: str) -> bool:
        """Whether the text has these words; up to four times as fast as a look into `text`."""
        return words.encode() in self._utf8

    @cached_property
    def is_binary(self) -> bool:
        """Whether over a hundredth of it are control characters, as in a picture or a program."""
        controls = len(self._utf8) - len(self._utf8.translate(None, _CONTROLS))
        return controls * 100 > len(self._utf8)

    @cached_property
    def is_json(self) -> bool:
        """Whether the text begins as JSON does."""
        return bool(re.match(_JSON, self.text[:200]))

    @cached_property
    def json(self) -> "Parsed":
        """The value of a page that is JSON, its forms as they are."""
        from tui.readers.json_text import parse  # the bundled text need not pay for it

        return parse(self.text)

    @cached_property
    def xml_root(self) -> str:
        """The name of the first element of a feed or of other XML that is no page; else ""."""
        start = self.text[:_HEAD_BYTES]
        found = re.match(_ROOT, start) if "<" in start else None
        root = found["root"].rpartition(":")[2].lower() if found else ""
        says_xml = root not in ("html", "svg") and start.lstrip()[:5] == "<?xml"
        return root if says_xml or root in ("rss", "rdf", "feed") else ""

    @cached_property
    def is_markup(self) -> bool:
        """Whether the text has tags of HTML."""
        is_other = self.is_json or self.xml_root
        return not is_other and "<" in self.text and bool(re.search(_MARKUP, self.text))

    @cached_property
    def tree(self) -> "LexborHTMLParser":
        """The tree of a page of HTML.

        Raises UnreadableError if the page would exhaust the parser.
        """
        from tui.readers.html.tree import parsed  # the bundled text need not pay for it

        return parsed(self._utf8)

    @cached_property
    def data_attributes(self) -> frozenset[str]:
        """The names of all attributes for programs: "data-post-id"."""
        return frozenset(re.findall(r"data-[a-z-]{1,60}(?=\s{0,9}=)", self.text))

    @cached_property
    def language(self) -> str:
        """The language tag of `<html lang>`, or ""."""
        root = self.tree.css_first("html[lang]") if self.is_markup else None
        return language_tag(root.attributes.get("lang") or "") if root is not None else ""

    @cached_property
    def address(self) -> str:
        """The page's own address from its head, that of the original if it is a copy, or ""."""
        if not self.is_markup:
            return ""
        from tui.readers.html.links import original

        for query, name in (
            ('link[rel="canonical"]', "href"),
            ('meta[property="og:url"]', "content"),
        ):
            found: LexborNode | None = self.tree.css_first(query)
            url = original(found.attributes.get(name) or "") if found is not None else ""
            if url.startswith(("http://", "https://")):
                return url
        return ""

    @cached_property
    def title(self) -> str:
        """The page's title for sharing, its first heading or its window title, without the site."""
        if not self.is_markup:
            return ""
        first = self.tree.css_first("h1") or self.tree.css_first("title")
        title = one_line(self.meta("og:title") or (first.text() if first is not None else ""))
        before, _, behind = title.rpartition(" | ")
        return before if before and letters_of(behind) in self._site_names else title

    @property
    def _site_names(self) -> set[str]:
        """The letters of the site's name: "India Today" is part of indiatoday.in."""
        from tui.readers.html.links import site_of

        parts = site_of(self.address).split(".") if self.address else []
        return {letters_of(x) for x in (self.meta("og:site_name"), *parts)} - {"live"}

    def meta(self, name: str) -> str:
        """The content of a `<meta>` by its property or name, or ""."""
        if not self.is_markup:
            return ""
        found: LexborNode | None = self.tree.css_first(
            f'meta[property="{name}"], meta[name="{name}"]'
        )
        return (found.attributes.get("content") or "").strip() if found is not None else ""
