"""Words of a text outside of its posts: title, description, summaries, editors, and furniture."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from tui.model.blog import Author, Block, ListItem, LiveBlog, Paragraph, SummaryPoint
from tui.model.safe_text import quoted
from tui.readers.html.plain_text import BULLET, blocks
from tui.readers.names import named, signature
from tui.readers.pieces.clocks.family import ClockFamily
from tui.readers.pieces.clocks.lines import Line, remark_on
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.pieces.clocks.other_kinds import LEAST_GIVEN
from tui.readers.times.clocks import CLOCK
from tui.readers.times.days import days_in, only_day
from tui.readers.times.languages import UPDATED, says_live
from tui.readers.warnings import Remarks

LONGEST_TITLE, LONGEST_SHEET = 150, 2000
_NO_TITLE = rf" .*(?<!\.\.)\.$|[。।]$|.{{{LONGEST_TITLE + 1}}}"  # a sentence; not a menu's "U.S."
LONG_MENU, MOST_IN_MENU, LEAST_IN_TITLE = 8, 4, 6  # lines; words on a line
_EDITED = re.compile(r"(?:edited|live reporting|reporting|written) by:? (?P<names>\D{3,200})")
_UPDATED = re.compile(r"(?:page )?last updated at\b.{0,80}$")
_ABOVE = "Part of no post and no summary; kept as the blog's description."
_BELOW = "Below the last post and no part of it; kept in the blog's description."
_LEFT_OUT = "{} left out, the page's own and no words of a post, beginning {}."
# Controls alone on a line, and boxes shown in place of a tweet or video until the reader consents.
_FURNITURE = (  # not compiled: few texts have such a line
    r"(?:share page|copied|copy link|view more posts|load more|article share tools|find out more"
    r"|view more share options|share this post|copy this link|live reporting"
    r"|all times stated are uk|bbc homepage|advertisement|page \d+ of \d+|skip to [^.:;!?]{1,40}"
    r"|allow \w+ content\?|accept and continue\.?|(?:skip|end of) (?:twitter|x|facebook|instagram"
    r"|youtube|tiktok) (?:post|content|video)\b.{0,80})$"
    r"|(?:the |warning: (?:the )?)bbc is not responsible for the content of external sites"
    r"|this article contains content provided by|warning: (?:third[ -]party content|bbc is not res)"
    r"|this \w+ (?:post|video|content) cannot be displayed in your browser"
)

_LAST_SHEET = r"(.*?\b)((?!1\b)\d{1,3})(/| \w{1,4} )\2(\b.*)"


def without_furniture(lines: Sequence[Line], remarks: Remarks) -> list[Line]:
    """Lines without consent boxes, share links and the like between the posts."""
    edges, kept, found = _edges(lines), list[Line](), list[Line]()
    for line in lines:
        is_other = line.text in edges or re.match(_FURNITURE, line.text.lower())
        (found if is_other else kept).append(line)
    if found:
        count = f"{len(found)} lines" if len(found) > 1 else "A line"
        remark_on(remarks, _LEFT_OUT.format(count, quoted(found[0].text)), found)
    return kept


def _edges(lines: Sequence[Line]) -> set[str]:
    """Numbers of printed sheets, and lines on each of them: an address, a first line."""
    sheets, counts = _sheets(lines), Counter(x.text for x in lines)
    again = (x for x, count in counts.items() if count == len(sheets))
    return sheets.union(x for x in again if "://" in x or x in [y.text for y in lines[:2]])


def _sheets(lines: Sequence[Line]) -> set[str]:
    """All numbers of printed sheets up to the last: "https://... 1/2", "2 of 2    5/12/24"."""
    last = [x.text for x in reversed(lines[-99:]) if len(x.text) <= LONGEST_SHEET]
    ends = (re.fullmatch(_LAST_SHEET, x) for x in last)
    before, count, sign, after = next((x.groups() for x in ends if x), ("", "0", "", ""))
    numbers = {f"{before}{at}{sign}{count}{after}" for at in range(1, int(count) + 1)}
    return numbers if numbers <= {x.text for x in lines} else set()


def front_matter(
    above: Sequence[Line],
    remarks: Remarks,
    summaries: Sequence[Sequence[Line]] = (),
    foot: Sequence[Line] = (),
) -> LiveBlog:
    """A live blog without posts, of the words `above` the first, in `summaries` and the `foot`."""
    intro = list(takewhile(lambda x: not x.is_summary, above))
    parts = [intro, above[len(intro) :], *summaries]
    authors = [author for line in chain(*parts) for author in _editors(line)]
    intro, *points = map(_without_editors, parts)
    place = _title_place(intro)
    title = "" if place is None else intro.pop(place).text.removeprefix("# ")
    bullets = [x for x in intro if BULLET.match(x.text)]
    summary = dict.fromkeys([*blocks(bullets), *chain.from_iterable(map(_points, points))])
    intro = [x for x in intro if not (x in bullets or only_day(x.text))]
    remark_on(remarks, _ABOVE, intro)
    remark_on(remarks, _BELOW, foot)
    return LiveBlog(
        posts=(),
        title=title,
        description="\n".join(x.text for x in (*intro, *foot)),
        summary=tuple(map(SummaryPoint, summary)),
        authors=tuple(dict.fromkeys(authors)),
    )


def _points(lines: Sequence[Line]) -> Iterable[Block]:
    """Points of a summary; without bullets, each paragraph is a point."""
    found = blocks([x for x in lines if not x.is_summary])
    if any(BULLET.match(x.text) for x in lines):
        return found
    return [ListItem(x.text) if isinstance(x, Paragraph) else x for x in found]


def _editors(line: Line) -> list[Author]:
    edited = _EDITED.fullmatch(line.text.lower())
    return [Author(x.name) for x in named(line.text[edited.start("names") :])] if edited else []


def without_pages_own(family: ClockFamily) -> ClockFamily:
    """The first opening may be the page's, as no other: "Last updated 11:44", or above editors."""
    first, *others = family.run
    has_words = bool(first.rest) and not signature(first.rest)
    if has_words or len(others) < LEAST_GIVEN or not _is_pages_own(first, others, family.lines):
        return family
    return family._replace(run=others, is_pinned=False)


def _is_pages_own(first: Opening, others: Sequence[Opening], lines: Sequence[Line]) -> bool:
    """Has a word that no other has; or a day, and another form than all others."""
    own, *words = (_page_words(x, lines) for x in (first, *others))
    if own or not first.its_day or first.title:
        return own not in ("", *words)
    form, *forms = (_form_of_line(x, lines) for x in (first, *others))
    is_beside = first.scan.day or others[0].scan.day
    return bool(is_beside and form not in forms and len({*forms}) == 1 and forms[0])


def _form_of_line(opening: Opening, lines: Sequence[Line]) -> str:
    """Signs around a clock with its day: "0.0.0, 0:0 a" of "14.03.2031, 20:12 Uhr"."""
    text = lines[opening.line].text
    for words in filter(None, (opening.title, opening.label, opening.rest)):
        text = text.replace(words, "", 1)
    is_dated = opening.scan.day or opening.scan.lead
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", text)) if is_dated else ""


def _page_words(opening: Opening, lines: Sequence[Line]) -> str:
    """The word of an edit before a clock, or above it and its day; or editors below or before."""
    label, own = (lines[max(0, x)].text for x in (opening.line - 1, opening.line))
    is_label = opening.scan.day and (label[-1] == ":" or len(label.split()) <= 2)
    before = "" if opening.title else own[: opening.scan.clock_start]
    said = UPDATED.search(f"{label} {before}" if is_label else before)
    below = lines[opening.end : opening.end + 1]
    is_byline = opening.scan.day and opening.title.startswith("By ")
    return said[0].casefold() if said else "by" * bool(is_byline or any(map(_editors, below)))


def _without_editors(lines: Sequence[Line]) -> list[Line]:
    return [x for x in lines if not (_editors(x) or _UPDATED.match(x.text.lower()))]


def _title_place(lines: Sequence[Line]) -> int | None:
    """Place of the first line with most signs of a title; none in a long menu without any."""
    head = list(takewhile(lambda x: re.search(_NO_TITLE, x.text) is None, lines))
    signs = {at: _signs_of_title(lines, at) for at, x in enumerate(head) if _may_be_title(x.text)}
    best = max(signs, key=lambda at: signs[at], default=None)
    return None if best is None or (len(signs) >= LONG_MENU and not signs[best]) else best


def _signs_of_title(lines: Sequence[Line], at: int) -> int:
    """Says "live", is long, or near the page's day, author or "LIVE"."""
    own = lines[at]
    length = sum(_words(own) > x for x in (MOST_IN_MENU, LEAST_IN_TITLE))  # 0 of a menu
    if only_day(own.plain):
        return 0
    live = says_live(own.text) * (2 + (_words(own) > 1))
    above, below = lines[max(0, at - 1) : at], lines[at + 1 : at + 2 + bool(length)]
    is_under = any(_says_day(x) or (says_live(x.text) and _words(x) <= 2) for x in above)
    is_signed = any(signature(x.text) or _says_day(x) for x in below)
    return live + 2 * (is_under + is_signed) + length


def _says_day(line: Line) -> bool:
    """A day alone, or with a clock: "Stand: 13.02.2023, 22:58 Uhr"."""
    return any(days_in(line.plain)) if CLOCK.search(line.plain) else bool(only_day(line.plain))


def _words(line: Line) -> int:
    """Also of two Chinese, Japanese or Korean letters."""
    return len(re.findall(r"[^\W\u3040-\ud7af]\S*|[\u3040-\ud7af]{2}", line.text))


def _may_be_title(text: str) -> bool:
    is_path = re.search(r"\s[>›»]\s|\|.*\|", text)  # "News > Town > Live", "Day | Sea | Port"
    is_timed = (clock := CLOCK.search(text)) and not clock["run"]  # no year: "In 2024: Live"
    is_byline = signature(text) and not says_live(text)  # "Storm Vera, the news live" is none
    is_other = is_path or is_timed or BULLET.match(text) or is_byline
    return len(text) <= LONGEST_TITLE and not re.search(r"(?<!\.\.)[.:,;]$", text) and not is_other
