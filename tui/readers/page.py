"""A source's bytes, decoded and parsed at most once for several readers; and pages inside it."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from datetime import date, tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from tui.model.safe_text import one_line
from tui.readers.decoding import Decoded, decode
from tui.readers.html.links import original

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from tui.readers.html.seen import Visibility

# Not compiled: a text does not need most of them.
_MARKUP = (
    r"(?i)<(?:!doctype|html|head|body|script|article|div|section|meta|main|header|title|h[1-6]"
    r"|ul|ol|table|p|span|li|time|a)\b"
)
_LANGUAGE = r"[a-zA-Z]{2,8}(?:[-_][a-zA-Z0-9]{1,8}){0,4}"
_JSON = (  # start of JSON, assigned, passed on or not; "[10.32] A text" and "[[A link]]" are texts
    r"\s*+(?:(?:(?:export )?(?:var |let |const ))?[\w.$]{1,80}\s{0,9}[=(]\s{0,9}"
    r"|export default |\)\]\}'\s)?"
    r"(?:\{|\[\s*+(?:[{\"/\]]|(?:\[\s*+)++(?:[{\"/\]\d-]|true|false|null|\Z)))"
)
_ROOT = (
    r"\s*+(?:<\?[^>]*+>\s*+|<!--[^>]*+>\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>\s*+)*+"
    r"<(?P<root>[A-Za-z][\w:.-]*+)"
)
_DATA_ATTRIBUTE = r"(data-[a-z-]{1,60})\s{0,9}="
# Or "published". One pattern for both takes longer.
_COMPONENTS_ATTRIBUTE = r" ([a-z]{1,20}-[a-z-]{1,60}|time(?:stamp)?|published|created|posted)="
_CONTROLS = bytes({*range(32)} - set(b"\t\n\f\r\x1b"))  # rare in text
_LINE_WITH_SIGN = r"[\ufeff\n\r ]*+(?!<)[^\n,;\t|]*+[,;\t|]"  # the first line
_LINES_WITH_NAMES = r"(?m)^(?!<)(?:[ *-]*+[^\W\d_][\w .-]{0,40}+\**+[:：].*\n){2}"
_META_NAMES = ("property", "name", "itemprop")
_HEAD = 4096  # characters in which XML has its first element
_SHADOW = r"(?i)<template(?=\s[^<>]{0,200}?shadowroot)"
MOST_FRAMES = 10


def language_tag(text: str) -> str:
    """The text if it is a language tag ("en-GB"), else ""."""
    text = text.strip()[:40]
    return text if re.fullmatch(_LANGUAGE, text) else ""


class Given(NamedTuple):
    """The user's words on a source: day of the oldest post, zone of times that name none, names of
    `columns` by role (time, body, author); `timeless` reads a text without times, too."""

    day: date | None = None
    timeless: bool = False
    zone: tzinfo | None = None
    columns: Mapping[str, str] = MappingProxyType({})


NOTHING_GIVEN = Given()


class Page:
    """The bytes of a source, as text and as a tree, each made on demand. `label` is the encoding
    that a file around the page declares."""

    def __init__(self, data: bytes, label: str = "", given: Given = NOTHING_GIVEN) -> None:
        self.data, self.given, self._label = data, given, label
        self._findings: dict[Callable[[Page], object], object] = {}

    def once[T](self, look: "Callable[[Page], T]") -> T:
        """Cache the result of `look` for this page."""
        if look not in self._findings:
            self._findings[look] = look(self)
        return cast("T", self._findings[look])

    @cached_property
    def decoded(self) -> Decoded:
        return decode(self.data, self._label)

    @property
    def text(self) -> str:
        return self.decoded.text

    @cached_property
    def _utf8(self) -> bytes:
        if self.decoded.encoding == "utf-8" and not self.decoded.replaced:
            return self.data.removeprefix(BOM_UTF8)
        return self.text.encode("utf-8", "replace")

    def has(self, words: str) -> bool:
        """Up to four times as fast as a search in `text`."""
        return words.encode() in self._utf8

    @cached_property
    def is_binary(self) -> bool:
        """Over 1 % control characters, as in a picture or a program."""
        controls = len(self._utf8) - len(self._utf8.translate(None, _CONTROLS))
        return controls * 100 > len(self._utf8)

    @cached_property
    def is_json(self) -> bool:
        return bool(re.match(_JSON, self.text[:200]))

    @cached_property
    def xml_root(self) -> str:
        """Name of the first element of a feed or other XML that is no page; else ""."""
        start = self.text[:_HEAD]
        found = re.match(_ROOT, start) if "<" in start else None
        root = found["root"].rpartition(":")[2].lower() if found else ""
        says_xml = root not in ("html", "svg") and start.lstrip()[:5] == "<?xml"
        return root if says_xml or root in ("rss", "rdf", "feed") else ""

    @cached_property
    def is_markup(self) -> bool:
        is_other = self.is_json or self.xml_root
        return not is_other and "<" in self.text and bool(re.search(_MARKUP, self.text))

    @property
    def may_be_table(self) -> bool:
        """A feed, lines of JSON, or a text whose first lines may name columns or values."""
        is_data = self.xml_root or self.is_json or re.match(_LINE_WITH_SIGN, self.text)
        start = "" if self.text.lstrip().startswith("<") else self.text[:_HEAD]
        return bool(is_data or re.search(_LINES_WITH_NAMES, start))

    @cached_property
    def _parsed(self) -> "tuple[LexborHTMLParser, str]":
        from tui.readers.html.tree import parsed_page  # a text need not pay for it

        return parsed_page(self._utf8)

    @property
    def tree(self) -> "LexborHTMLParser":
        """Tree of an HTML page. Raises UnreadableError if it would exhaust the parser."""
        return self._parsed[0]

    @property
    def attributes(self) -> str:
        """Attributes of its tags, each text once. Raises as `tree`."""
        return self._parsed[1]

    @cached_property
    def seen(self) -> "Visibility":
        from tui.readers.html.seen import Visibility  # a text need not pay for it

        return Visibility(self.tree.body)

    @cached_property
    def data_attributes(self) -> list[str]:
        """Names such as "data-post-id", or "published-at" of a component."""
        found = re.findall(_DATA_ATTRIBUTE, self.attributes)
        return sorted({*found, *re.findall(_COMPONENTS_ATTRIBUTE, self.attributes)})

    def _attribute(self, query: str, name: str) -> str:
        """Of the first element of a page that the query finds; else ""."""
        found = self.tree.css_first(query) if self.is_markup else None
        return (found.attributes.get(name) or "").strip() if found is not None else ""

    @cached_property
    def language(self) -> str:
        return language_tag(self._attribute("html[lang]", "lang"))

    @cached_property
    def address(self) -> str:
        """The page's own address by its head; the original's for a copy."""
        said = self._attribute('link[rel="canonical"]', "href"), self.meta("og:url")
        urls = map(original, said)
        return next((url for url in urls if url.startswith(("http://", "https://"))), "")

    @cached_property
    def title(self) -> str:
        """Title for sharing, first heading or window title."""
        if not self.is_markup:
            return ""
        first = self.tree.css_first("h1") or self.tree.css_first("title")
        return one_line(self.meta("og:title") or (first.text() if first is not None else ""))

    def meta(self, name: str) -> str:
        return self._metas.get(name, "")

    def metas(self, *patterns: re.Pattern[str]) -> Iterator[str]:
        """Contents of those whose names have the first pattern in them, then of the next."""
        named = [(name, text) for name, text in self._metas.items() if name]
        return (text for x in patterns for name, text in named if x.search(name))

    @cached_property
    def _metas(self) -> Mapping[str | None, str]:
        nodes = self.tree.css("meta[content]") if self.is_markup else []
        said = [x.attributes for x in reversed(nodes)]  # the first of a name counts
        return {y: (x["content"] or "").strip() for x in said for y in map(x.get, _META_NAMES)}


def inner_pages(page: Page) -> Iterator[Page]:
    """The page with its shadow roots open; its frames, largest first, as SingleFile saves them."""
    found = []
    if page.is_markup and page.has("shadowroot"):
        found.append(re.sub(_SHADOW, "<shadow-root", page.text))
    if page.is_markup and page.has("srcdoc"):
        frames = (x.attributes.get("srcdoc") or "" for x in page.tree.css("iframe[srcdoc]"))
        found += sorted(frames, key=len, reverse=True)[:MOST_FRAMES]
    yield from (Page(x.encode("utf-8", "replace"), "utf-8", page.given) for x in found)
