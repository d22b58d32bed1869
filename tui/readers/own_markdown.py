"""The program's own Markdown: a post below each heading, with labels, byline, edit or deletion.

Its writer, `writers.markdown`, takes the signs from here.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from tui.model.blocks import CREDIT
from tui.model.blog import KEY_EVENT, PINNED, Author, Block, LiveBlog, Paragraph, Post, Version
from tui.model.clock_face import MOMENT
from tui.model.errors import UnreadableError
from tui.model.instants import localized
from tui.model.safe_text import clean, quoted
from tui.model.summary import summary_points
from tui.model.versions import DATED, DELETED, MARK
from tui.model.zones import find_zone
from tui.readers.home_zone import choose_zone, publisher_zones
from tui.readers.html.links import safe_link
from tui.readers.page import Page
from tui.readers.times.clocks import only_clock
from tui.readers.times.days import only_day

BETWEEN = " · "
SECTION, STRUCK, STRUCK_END = "## ", "<del>", "</del>"
SPECIAL = r"([\\`*_\[\]<>&|~$])"
"""Signs that have a backslash before them."""
# Not compiled: few texts are Markdown.
_FACTS = (
    r"(?:(?P<names>.{1,2000}?) · )?as of (?P<day>\w+ \d+ \w+ \d{4}), [\d:]{5,8} "
    r"(?P<zone>[^·<>(]{1,40}?)(?: \((?P<place>[^·<>]{1,40})\))?(?: · <(?P<address>[^<>]+)>)?"
)
_SECTIONS = rf"(?m)^{SECTION}(?=(?:{STRUCK})?{MOMENT}\b)"
_HEAD = rf"({MOMENT})(?: ([A-Z]{{2,5}})(?= · |$))?(?:(?: ·)? (.*))?"
_NOTE = r"\*((?:[^\\*]|\\.)+)\*"
_ADDRESS = r"<(https?://[^<>]+)>"
_NAME = r"(?:(?:[^\W_a-z]|@)[^\s;,]*(?: (?:[^\W_a-z][^\s;,]*|\w{1,3})){0,4}|[\w.-]+)(?<![.!?…])"
_AUTHOR = rf"{_NAME}(?:, [^;]{{1,100}}(?<![.!?…]))?"
_BYLINE = rf"{_AUTHOR}(?:; {_AUTHOR})*"


class _Facts(NamedTuple):
    """The line below the title; and notes that stand below several headings."""

    publisher: str
    authors: tuple[Author, ...]
    address: str
    day: date
    zone: tzinfo
    usual: Set[str]

    def is_byline(self, note: str) -> bool:
        """It has the shape of names, or stands below several headings, and is no picture's."""
        is_name = note in self.usual or re.fullmatch(_BYLINE, note) is not None
        return is_name and BETWEEN not in note and not note.startswith(CREDIT)


def read_own_markdown(page: Page) -> LiveBlog | None:
    """None for another text, and for a page without posts. Raises UnreadableError."""
    from tui.readers.pieces.clocks.markdown import blocks_of, commonmark, is_short  # takes 50 ms

    title, _, text = clean(page.text).strip().partition("\n")
    above, *sections = re.split(_SECTIONS, text)
    above, _, summary = above.partition(f"\n{SECTION}Summary · ")
    line, _, description = above.strip().partition("\n\n")
    facts = _facts(line, sections)
    if facts is None or not (sections and title.startswith("# ")):
        return None
    read = partial(blocks_of, commonmark()) if is_short(text) else _paragraphs
    posts = [_post(x, facts, read) for x in sections]
    posts = posts[::-1] if posts[0].published > posts[-1].published else posts
    times = [x.published for x in posts]
    home = getattr(facts.zone, "key", "")
    return LiveBlog(
        tuple(sorted(posts, key=attrgetter("published"))),
        title=_plain(title[2:]),
        description="\n".join(map(_plain, description.split("\n\n"))),
        summary=summary_points(read(summary.partition("\n")[2])),
        zone=home or choose_zone(times, address=facts.address, publisher=facts.publisher),
        publisher=facts.publisher,
        url=facts.address,
        authors=facts.authors,
        format="Markdown of liveblog-tui",
    )


def _plain(text: str) -> str:
    """Text without emphasis, and without the backslashes before its signs."""
    return re.sub(rf"\\{SPECIAL}", r"\1", re.sub(rf"^{_NOTE}$", r"\1", text))


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Blocks of a text that takes too long as Markdown."""
    return tuple(Paragraph(_plain(x)) for x in text.split("\n\n") if x)


def _facts(line: str, sections: Sequence[str]) -> _Facts | None:
    found = re.fullmatch(_FACTS, line)
    said = only_day(found["day"]) if found else None
    day = said.on(None) if said else None
    if found is None or day is None:
        return None
    publisher, _, byline = _plain(found["names"] or "").partition(BETWEEN)
    address = safe_link(found["address"] or "")
    near = publisher_zones(address=address, publisher=publisher)
    zone = find_zone(_plain(found["place"] or found["zone"]), near, year=day.year)
    counts = Counter(_note(x.partition("\n")[2].strip().partition("\n\n")[0]) for x in sections)
    usual = {x for x, count in counts.items() if count > 1}
    return _Facts(publisher, _authors(byline), address, day, zone, usual) if zone else None


def _note(text: str) -> str:
    """The words of a text that is emphasised as a whole; else ""."""
    note = re.fullmatch(_NOTE, text)
    return _plain(note[1]) if note else ""


def _authors(byline: str) -> tuple[Author, ...]:
    said = (x.partition(", ") for x in byline.split("; ") if x)
    return tuple(Author(name, role) for name, _, role in said)


def _moment(words: str, zone: tzinfo, near: date, year: int | None = None) -> datetime:
    """The moment of "Fri 26 Apr 10:26", in that year or the nearest, or of "10:26" on the day
    `near`. Raises UnreadableError."""
    found = only_clock(words)
    said = found.day if found else None
    day = (said.on(year) if year else said.near(near)) if said else near
    if found is None or day is None:
        raise UnreadableError(f"No such time: {quoted(words)}.")
    return localized(datetime.combine(day, found.time), zone)


def _post(section: str, facts: _Facts, read: Callable[[str], tuple[Block, ...]]) -> Post:
    """Raises UnreadableError for a day or a zone that is not known."""
    head, _, text = section.partition("\n")
    found = re.fullmatch(_HEAD, _plain(head.removeprefix(STRUCK).removesuffix(STRUCK_END)))
    time, name, words = found.groups(default="") if found else ("", "", "")
    zone = find_zone(name, [facts.zone], year=facts.day.year) if name else facts.zone
    if zone is None:
        raise UnreadableError(f"No time zone {quoted(name)}: {quoted(head)}.")
    parts = [x for x in text.strip().split("\n\n") if x not in (STRUCK, STRUCK_END)]
    byline, marks = _taken(parts, facts.is_byline), _taken(parts, _are_marks)
    address = re.fullmatch(_ADDRESS, parts[-1]) if parts else None
    post = Post(
        _moment(time, zone, facts.day, facts.day.year),
        authors=_authors(byline),
        body=read("\n\n".join(parts[:-1] if address else parts)),
        url=safe_link(address[1]) if address else "",
    )
    return _marked(_labelled(post, words), marks)


def _taken(parts: list[str], is_note: Callable[[str], bool]) -> str:
    """The note on top of a text, which is taken from it; "" if there is another one, or none."""
    note = _note(parts[0]) if parts else ""
    return _note(parts.pop(0)) if note and is_note(note) else ""


def _are_marks(note: str) -> bool:
    return re.fullmatch(rf"{MARK}(?:, {MARK})*", note) is not None


def _labelled(post: Post, words: str) -> Post:
    """The post with the labels and the headline of "Analysis · Key event · The headline"."""
    *labels, headline = words.split(BETWEEN)
    if headline in (KEY_EVENT, PINNED):
        labels, headline = [*labels, headline], ""
    return post._replace(
        headline=headline,
        kicker=BETWEEN.join(x for x in labels if x not in (KEY_EVENT, PINNED)),
        key_event=KEY_EVENT in labels,
        pinned=PINNED in labels,
    )


def _marked(post: Post, marks: str) -> Post:
    """The post with its changes in "dated 10:02, edited between 10:20 and 10:31"."""
    for did, *words in re.findall(MARK, marks):
        near, zone = post.published.date(), post.published.tzinfo or UTC
        after, known = (_moment(x, zone, near) if x else None for x in words)
        if did == DATED:
            post = post._replace(dated=known)
        elif did != DELETED:
            post = post._replace(modified=known)
        elif known:
            post = post._replace(versions=(Version(known, None, after),))
    return post
