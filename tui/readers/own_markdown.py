"""The program's own Markdown: a post below each heading, with labels, byline, edit or deletion.

Its writer, `writers.markdown`, takes the signs from here.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from functools import partial

from tui.model.blocks import CREDIT, Block, Paragraph
from tui.model.blog import KEY_EVENT, PINNED, Author, LiveBlog, Post, SummaryPoint, Version
from tui.model.clock_face import MOMENT
from tui.model.errors import UnreadableError
from tui.model.instants import with_fixed_zone
from tui.model.safe_text import clean, quoted
from tui.model.versions import DATED, DELETED, MARK
from tui.model.zones import find_zone
from tui.readers.habits import in_order
from tui.readers.home_zone import choose_zone, publisher_zones
from tui.readers.html.links import safe_link
from tui.readers.page import Page
from tui.readers.times.clocks import only_clock

BETWEEN = " · "
SECTION, STRUCK, STRUCK_END = "## ", "<del>", "</del>"
SPECIAL = r"([\\`*_\[\]<>&|~$])"
"""Signs that have a backslash before them."""
# Not compiled: few texts are Markdown.
_FACTS = (
    r"(?:(?P<names>.{1,2000}?) · )?as of (?P<moment>\w+ \d+ \w+ (?P<year>\d{4}), [\d:]{5,8})"
    r" (?P<zone>[^·<>(]{1,40}?)(?: \((?P<place>[^·<>]{1,40})\))?(?: · <(?P<address>[^<>]+)>)?"
)
_SECTIONS = rf"(?m)^{SECTION}(?=(?:{STRUCK})?{MOMENT}\b)"
_HEAD = rf"({MOMENT})(?: ([A-Z]{{2,5}})(?= · |$))?(?:(?: ·)? (.*))?"
_NOTE = r"\*((?:[^\\*]|\\.)+)\*"
_ADDRESS = r"<(https?://[^<>]+)>"


def read_own_markdown(page: Page) -> LiveBlog | None:
    """None for another text, and for a page without posts. Raises UnreadableError."""
    from tui.readers.pieces.clocks.markdown import blocks_of, commonmark, is_short  # takes 50 ms

    title, _, text = clean(page.text).strip().partition("\n")
    above, *sections = re.split(_SECTIONS, text)
    above, _, summary = above.partition(f"\n{SECTION}Summary · ")
    line, _, description = above.strip().partition("\n\n")
    facts = re.fullmatch(_FACTS, line)
    if facts is None or not (sections and title.startswith("# ")):
        return None
    front, last = _front(facts)
    read = partial(blocks_of, commonmark()) if is_short(text) else _paragraphs
    posts = in_order([_post(x, last, read) for x in sections])
    times = [x.published for x in posts]
    return front._replace(
        posts=posts,
        title=_plain(title[2:]),
        description="\n".join(map(_plain, description.split("\n\n"))),
        summary=tuple(map(SummaryPoint, read(summary.partition("\n")[2]))),
        zone=front.zone or choose_zone(times, address=front.url, publisher=front.publisher),
        format="Markdown of liveblog-tui",
    )


def _front(facts: re.Match[str]) -> tuple[LiveBlog, datetime]:
    """The live blog without its posts, and its last moment. Raises UnreadableError."""
    publisher, _, byline = _plain(facts["names"] or "").partition(BETWEEN)
    url = safe_link(facts["address"] or "")
    near = publisher_zones(address=url, publisher=publisher)
    zone = _zone(_plain(facts["place"] or facts["zone"]), near, int(facts["year"]))
    last = _moment(facts["moment"], datetime.min.replace(tzinfo=zone)).replace(tzinfo=zone)
    key = getattr(zone, "key", "")
    authors = _authors(byline)
    return LiveBlog((), publisher=publisher, url=url, authors=authors, zone=key), last


def _plain(text: str) -> str:
    """Text without emphasis, and without the backslashes before its signs."""
    return re.sub(rf"\\{SPECIAL}", r"\1", re.sub(rf"^{_NOTE}$", r"\1", text))


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Blocks of a text that takes too long as Markdown."""
    return tuple(Paragraph(_plain(x)) for x in text.split("\n\n") if x)


def _note(text: str) -> str:
    """The words of a text that is emphasised as a whole; else ""."""
    note = re.fullmatch(_NOTE, text)
    return _plain(note[1]) if note else ""


def _authors(byline: str) -> tuple[Author, ...]:
    said = (x.partition(", ") for x in byline.split("; ") if x)
    return tuple(Author(name, role) for name, _, role in said)


def _zone(name: str, near: Iterable[tzinfo], year: int) -> tzinfo:
    zone = find_zone(name, near, year=year)
    if zone is None:
        raise UnreadableError(f"No time zone {quoted(name)}.")
    return zone


def _moment(words: str, near: datetime, year: int | None = None) -> datetime:
    """The moment of "Fri 26 Apr 10:26", or of "10:26" on the day `near`. Raises UnreadableError."""
    found = only_clock(words)
    said = found.day if found else None
    day = (said.on(year) if year else said.near(near.date())) if said else near.date()
    if found is None or day is None:
        raise UnreadableError(f"No such time: {quoted(words)}.")
    return with_fixed_zone(datetime.combine(day, found.time, near.tzinfo))


def _post(section: str, last: datetime, read: Callable[[str], tuple[Block, ...]]) -> Post:
    head, _, text = section.partition("\n")
    found = re.fullmatch(_HEAD, _plain(head.removeprefix(STRUCK).removesuffix(STRUCK_END)))
    time, name, words = found.groups(default="") if found else ("", "", "")
    if name and last.tzinfo:
        last = last.replace(tzinfo=_zone(name, [last.tzinfo], last.year))
    parts = [x for x in text.strip().split("\n\n") if x not in (STRUCK, STRUCK_END)]
    byline, marks = _taken(parts, _is_byline), _taken(parts, _are_marks)
    address = re.fullmatch(_ADDRESS, parts[-1]) if parts else None
    post = Post(
        _moment(time, last, last.year),
        authors=_authors(byline),
        body=read("\n\n".join(parts[:-1] if address else parts)),
        url=safe_link(address[1]) if address else "",
    )
    return _marked(_labelled(post, words), marks)


def _taken(parts: list[str], is_note: Callable[[str], bool]) -> str:
    """The note on top of a text, which is taken from it; "" if there is another one, or none."""
    note = _note(parts[0]) if parts else ""
    return _note(parts.pop(0)) if note and is_note(note) else ""


def _is_byline(note: str) -> bool:
    """Not the notes of a picture."""
    return not (BETWEEN in note or note.startswith(CREDIT) or _are_marks(note))


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
        after, known = (_moment(x, post.published) if x else None for x in words)
        if did == DATED:
            post = post._replace(dated=known)
        elif did != DELETED:
            post = post._replace(modified=known)
        elif known:
            post = post._replace(versions=(Version(known, None, after),))
    return post
