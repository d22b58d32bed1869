"""Pages without elements or records of posts: text blocks, split at clock times that open them."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, tzinfo
from operator import attrgetter

from tui.model.blog import LiveBlog, Post, TextBlock
from tui.model.errors import UndatedError, UnreadableError
from tui.model.reading import ReadingCounts
from tui.model.zones import iana_zone
from tui.readers.habits import lead_elsewhere
from tui.readers.html.element import Element, elements_of
from tui.readers.html.lines import lines_of, placed_blocks
from tui.readers.html.seen import holds_blocks
from tui.readers.page import Page
from tui.readers.pieces import elements
from tui.readers.pieces.clocks import WORDLESS, Run, find
from tui.readers.pieces.clocks.copied_text import DAY, LOOKED_FOR
from tui.readers.pieces.clocks.family import NoFamilyError
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.lines import line_of_block
from tui.readers.pieces.clocks.other_kinds import LEAST_GIVEN
from tui.readers.pieces.elements import (
    FEWEST,
    FEWEST_IF_SURE,
    LONGEST_CLOCK,
    Mark,
    body_with_clocks,
    is_clock,
)
from tui.readers.pieces.teasers import Nodes
from tui.readers.posts.about import AboutReader
from tui.readers.times.clocks import CLOCK
from tui.readers.times.days import western
from tui.readers.times.languages import says_live
from tui.readers.warnings import Remarks, refusal

EVERY_POST = "the page saved with all its posts opened, or the text of the posts as a file"
FORM = "page with clocks"
LEAST_OF_TEXT = 0.8  # of the text below the clocks, which elements hold
FEW_TIMELESS = 0.25  # for each clock, elements like the posts without one
MOST_ELEMENTS = 50_000  # a live blog's page has some thousands


def read(about: AboutReader) -> LiveBlog | None:
    """None without clocks that open blocks. Raises UndatedError where the page gives no day."""
    page = about.page
    body = page.once(body_with_clocks)
    if body is None:
        return None
    try:
        root, *inside = elements_of(body, MOST_ELEMENTS)
    except UnreadableError:
        return None
    if len(CLOCK.findall(western(root.text))) < LEAST_GIVEN:  # lines take five times as long
        return None
    placed = placed_blocks(lines_of(root, about.url, _beside(root, inside)))
    lines = [line_of_block(x, at) for x, at in placed if x.gist.split()]
    given, known, is_live = page.given.day, about.day(), about.is_sure or says_live(about.title)
    try:
        run = find(lines, Remarks(), given=given, known=known, is_live=is_live)
        if given is None:
            _require_three(run)
    except NoFamilyError as error:
        if not error.day_helps:
            return None
        advice = f"{DAY}; else {EVERY_POST}"
        raise UndatedError(refusal(LOOKED_FOR, str(error), advice)) from None
    return _blog(page, about, run)


def _require_three(run: Run) -> None:
    """Raises NoFamilyError for two clocks, as in a search's results."""
    if len(run.heads) < FEWEST:
        reason = f"{len(run.heads)} lines with a clock; at least {FEWEST} are needed"
        raise NoFamilyError(reason, day_helps=True)


def _blog(page: Page, about: AboutReader, run: Run) -> LiveBlog | None:
    """None for teasers and programmes; elements that hold nothing but clocks are the posts."""
    place = about.zone([])  # of the publisher; UTC stands for none
    home = page.given.zone or run.zone(iana_zone(place.removeprefix("UTC"))) or UTC
    marks = _marks(run, run.heads, home)
    _require_clocks(elements.find(page, marks, is_sure=True), len(marks))
    posts, about.remarks = run.posts(home), run.remarks
    zone = getattr(home, "key", "") or about.zone(list(map(attrgetter("published"), posts)))
    if _are_beside(posts):
        return None
    if blog := _by_elements(about, run, zone, LEAST_OF_TEXT * _length(posts)):
        return blog
    if _leads_elsewhere(page, run):
        return None
    counts = ReadingCounts(found=f"{len(posts)} blocks of text that open with a clock")
    return about.live_blog(posts, zone, counts)._replace(format=FORM)


def _marks(run: Run, heads: Sequence[Head], home: tzinfo) -> list[Mark]:
    return [Mark(run.lines[x.opening.line].at.node, x.post(home).published) for x in heads]


def _by_elements(about: AboutReader, run: Run, zone: str, least: float) -> LiveBlog | None:
    """The posts of elements, if they hold at least so many characters."""
    found = (_of_elements(about, run, x, zone) for x in (run.heads, run.kept))
    return next((x for x in found if x and _length(x.posts) >= least), None)


def _of_elements(about: AboutReader, run: Run, heads: Sequence[Head], zone: str) -> LiveBlog | None:
    """None unless clocks are all that their elements hold, and each has an element around it."""
    marks = _marks(run, heads, iana_zone(zone) or UTC)
    family = elements.find(about.page, marks, is_sure=True, fewest=FEWEST_IF_SURE)
    if len(family) != len(marks):  # first, as one element may hold the text of all
        return None
    texts = [run.lines[x.opening.line].text for x in heads]
    held = list(map(_text_at, marks))
    are_boxes = texts == held or all(map(holds_blocks, family))
    if not (are_boxes and all(map(is_clock, held))):
        return None
    from tui.readers.evidence import read_posts

    if (blog := read_posts(about, [], family, marks, zone)) is None:
        return None
    warnings = tuple(x for x in blog.warnings if x.message != WORDLESS)
    return blog._replace(format=FORM, warnings=warnings)


def _text_at(mark: Mark) -> str:
    return " ".join(mark.node.text(separator=" ").split())


def _are_beside(posts: Sequence[Post]) -> bool:
    """Clocks beside an article: most words are links."""
    blocks = (x for post in posts for x in post.body if isinstance(x, TextBlock))
    links = (y for x in blocks for y in x.links)
    return sum(x.end - x.start for x in links) * 2 > _length(posts)


def _length(posts: Sequence[Post]) -> int:
    """Characters of headlines and texts."""
    return sum(len(" ".join((post.headline, *(x.gist for x in post.body)))) for post in posts)


def _require_clocks(family: Nodes, posts: int) -> None:
    """Raises UndatedError if many elements like the posts have no clock: their words would join the
    post above, as those of paragraphs do, which hold no other blocks."""
    if not any(map(holds_blocks, family)):
        return
    timeless = elements.without_time(family, frozenset())
    if timeless >= FEW_TIMELESS * posts:
        found = f"{posts} posts with a clock, and {timeless} like them without"
        raise UndatedError(refusal("a clock in each post", found, EVERY_POST))


def _leads_elsewhere(page: Page, run: Run) -> bool:
    """As many headings as half of the posts link to different pages, as teasers do."""
    headings = (x.at for y in run.heads for x in run.lines[y.first : y.end] if x.heading)
    links = (y for x in headings for y in (*x.inside, *x.path) if y.tag == "a")
    targets = (x.attributes.get("href") for x in links)
    return lead_elsewhere(targets, len(run.heads), page.address)


def _beside(root: Element, inside: Sequence[Element]) -> set[Element]:
    """Menus, readers' comments, advertisements and asides with clocks: less than the rest."""
    others = {x for x in inside if x.tag == "aside" or "foreign" in x.roles}
    posts = {*inside} - others
    named = Counter((x.outer, name) for x in posts for name in x.names.split())
    shorter = (x for x in others if 2 * x.length < root.length)
    return _menus(inside).union(x for x in shorter if _is_beside(x, named))


def _is_beside(element: Element, named: Counter[tuple[Element | None, str]]) -> bool:
    """Not part of a post, as an aside without clocks, or of one alone, and no post, as an element
    with a clock that shares one of its names with several beside it."""
    is_short = element.tag == "aside" and element.length <= LONGEST_CLOCK
    if is_short or not CLOCK.search(element.text):
        return element.tag != "aside"
    return all(named[element.outer, x] < 2 for x in element.names.split())


def _menus(inside: Sequence[Element]) -> set[Element]:
    """Elements of several links with clocks and words, and no other words."""
    links, linked = Counter[Element](), Counter[Element]()
    for link in (x for x in inside if x.tag == "a"):
        text = link.text
        links.update(link.path if CLOCK.search(text) and not is_clock(text) else ())
        linked.update(dict.fromkeys(link.path, link.length))
    return {x for x, count in links.items() if count > 1 and linked[x] == x.length}
