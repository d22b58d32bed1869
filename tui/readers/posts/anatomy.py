"""Kinds of lines in a post's element, and the blocks of text lines."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import attrgetter

from selectolax.lexbor import LexborNode

from tui.readers.habits import FEWEST, is_repeated
from tui.readers.html.blocks import shown_words
from tui.readers.html.element import Element, elements_of
from tui.readers.html.figures import is_picture_file
from tui.readers.html.lines import ShownLine, blocks_in, lines_of
from tui.readers.html.links import page_of, provider_of
from tui.readers.html.roles import roles_in
from tui.readers.html.tags import BOLD, CONTROLS, HEADINGS, LISTED, PICTURES, PROSE, QUOTING
from tui.readers.html.text_blocks import Fragment
from tui.readers.html.words import words_in
from tui.readers.names import is_handle
from tui.readers.pieces.elements import is_clock
from tui.readers.posts.about import AboutReader
from tui.readers.posts.draft import SHOWN, Draft
from tui.readers.posts.names import SIGNS, find_names, sign_by_habit, signers_by_clock, signs
from tui.readers.times.languages import LONGEST_AGO, UPDATED

_DIGIT = re.compile(r"\d")
_STOPS = ".,:;…。।"
HEADED_SHARE = 0.8  # of the posts
LONGEST_LABEL = 6  # words
LONGEST_HEADLINE = 250  # characters
LINKED_SHARE = 0.8  # share of a teaser's characters in links elsewhere
SHORT = 120  # characters of a teaser of one linked picture
_OF_WRITERS = r"/(?:authors?|autor(?:en?|es|zy)?|auteurs?|by|firm[ae]s?|profiles?|yazar)(?:/|$)"
_WHOLE = frozenset(("p", "a", "blockquote", "figure"))  # not searched
_BOXES = frozenset((
    "p", "a", "div", "section", "article", "ul", "ol", "aside", "figure", "header", "footer", "dl",
    "table",
))  # fmt: skip
_BOXED = frozenset(("name", "clock", "foreign", "label"))
"""Kinds whose box goes with its pictures: a portrait with a name."""


def read_elements(drafts: Sequence[Draft], about: AboutReader) -> None:
    """Read the drafts' elements."""
    for draft in drafts:
        if draft.node is not None:
            _read_lines(draft, draft.node, about.url)
            _find_headline(draft)
            find_names(draft, about.nobody)
            _find_labels(draft)
    sign_by_habit(drafts, about.nobody)
    _mark_repeated(drafts)
    for draft in drafts:
        if not any(x.kind == "headline" for x in draft.lines):  # it was a name
            _find_headline(draft)
    _head_by_habit(drafts)
    for draft in drafts:
        _take_text(draft)


def _read_lines(draft: Draft, node: LexborNode, here: str) -> None:
    elements = elements_of(node)
    post, foreign = elements[0], _foreign_in(elements, draft, here)
    _set_lines(draft, lines_of(post, here, foreign))
    if foreign and not any(x.kind == "text" for x in draft.lines):  # a post that is only a link
        _set_lines(draft, lines_of(post, here))
    near = (post, *post.parts)
    said = (x.roles | roles_in(x.attributes.get("data-type") or "") for x in near if x.attributes)
    roles = set[str]().union(*said)
    draft.pinned, draft.key_event = "pinned" in roles, "key event" in roles
    draft.is_joined = "joined" in roles


def _set_lines(draft: Draft, lines: list[ShownLine]) -> None:
    draft.every, draft.lines = lines, [x for x in lines if any(map(str.isalnum, x.text))]
    for place, line in enumerate(draft.lines):
        line.place, line.kind = place, _kind_of(line, draft)
    _keep_own_clocks(draft)
    draft.authors = tuple(y for x in draft.lines if x.kind == "clock" for y in x.signers)


def _keep_own_clocks(draft: Draft) -> None:
    """Clocks at the head and foot are the post's; in its text, tables and lists they are text."""
    own, head, ends = set[int](), draft.head, draft.ends
    for line in [x for x in draft.lines if x.kind == "clock"]:
        is_first = not own and (line in head or not line.is_in(LISTED))
        if _is_marked(line) or (line in ends and (is_first or line.place - 1 in own)):
            own.add(line.place)
        elif line not in ends or line.is_in(PROSE):
            line.kind = "text"


def _kind_of(line: ShownLine, draft: Draft) -> str:
    if not line.pieces:
        return "foreign"
    if line.loose or line.kind == "caption":
        return line.kind
    if _is_time(line, draft):
        return "clock"
    if line.at.tag not in PROSE and is_handle(line.text):
        return "name"
    return "text" if "caption" not in line.at.around or draft.says(line.words) else "caption"


def _is_time(line: ShownLine, draft: Draft) -> bool:
    if line.at.is_plain and len(line.text) > LONGEST_AGO and not _DIGIT.search(line.text):
        return False  # most
    line.signers = signers_by_clock(line)
    is_clocked = line.at.tag == "time" or is_clock(line.text) or bool(line.signers)
    return is_clocked and not (line.at.tag in PROSE and draft.says(line.words))


def _is_marked(line: ShownLine) -> bool:
    """A clock that markup or words make the post's own, wherever it stands."""
    is_time = line.at.tag == "time" and not line.is_in(LISTED)
    return is_time or bool(UPDATED.match(line.text) or line.signers)


def _find_headline(draft: Draft) -> None:
    """Mark the data's headline, else the first heading before the text."""
    if wanted := draft.heading:
        found = [x for x in draft.lines if x.words == wanted and not x.loose]
    else:
        found = [x for x in draft.head if _is_title(x, is_last=x is draft.lines[-1])][:1]
    for line in found:
        line.kind = "headline"
    draft.headline = found[0].text if found else ""


def _is_title(line: ShownLine, *, is_last: bool) -> bool:
    if line.kind != "text" or line.loose or len(line.text) > LONGEST_HEADLINE:
        return False
    is_bold = line.at.tag in BOLD and not is_last
    is_marked = is_bold or line.is_in(HEADINGS) or "headline" in line.at.roles
    return is_marked and not line.is_in(SIGNS)


def _find_labels(draft: Draft) -> None:
    """Mark labels of a post's head: kicker, key event, pinned post."""
    for line in (x for x in draft.head if x.kind == "text"):
        words = line.words
        said = " ".join(words)
        if len(words) > LONGEST_LABEL or draft.says(words):
            continue
        if said.startswith("pinned"):
            line.kind, draft.pinned = "label", True
        elif said.startswith("key event"):
            line.kind, draft.key_event = "label", True
        elif "label" in line.at.roles:
            line.kind, draft.kicker = "label", draft.kicker or line.text


def _mark_repeated(drafts: Sequence[Draft]) -> None:
    """Mark lines that many posts and no data have: no post's own text, but for its only one."""
    often = _often(drafts)
    for draft in drafts if often else ():
        again = [x for x in draft.lines if (x.kind, x.form) in often]
        is_only = {*_texts(draft)} <= {*again}
        for line in again:
            if not (line.loose or draft.says(line.words) or (is_only and line.is_in(PROSE))):
                line.kind = "repeated"


def _often(drafts: Sequence[Draft]) -> set[tuple[str, str]]:
    """Kinds and texts of many posts, such as a button, or a writer's rank as heading of most."""
    times = Counter[tuple[str, str]]()
    for draft in filter(_texts, drafts):
        kinds = ("text",) if draft.heading else ("text", "headline")
        times.update({(x.kind, x.form) for x in draft.lines if x.kind in kinds})
    many = {x: count for x, count in times.items() if is_repeated(count, len(drafts))}
    return {x for x, count in many.items() if x[0] == "text" or 2 * count > len(drafts)}


def _texts(draft: Draft) -> list[ShownLine]:
    return [x for x in draft.lines if x.kind == "text"]


def _head_by_habit(drafts: Sequence[Draft]) -> None:
    """Mark the first lines of most posts as headlines, if no two of them are the same."""
    firsts = {x: line for x in drafts if (line := _first(x)) is not None}
    texts = {x.text for x in firsts.values()}
    if len(texts) == len(firsts) >= max(FEWEST, HEADED_SHARE * len(drafts)):
        for draft, line in firsts.items():
            line.kind, draft.headline = "headline", line.text


def _first(draft: Draft) -> ShownLine | None:
    """The first line of text, short and no sentence, above others of another class."""
    is_headed = draft.headline or draft.heading
    texts = [x for x in _texts(draft) if not (x.loose or is_headed)]
    if len(texts) < 2 or texts[0] not in draft.head:
        return None
    first, second = map(attrgetter("at.tag", "at.names"), texts[:2])
    is_like = first in (second, ("p", ""), ("span", "")) or texts[0].at.tag in LISTED
    return None if is_like or texts[0].text[-1] in _STOPS else texts[0]


def _take_text(draft: Draft) -> None:
    """Make the blocks of text, and count the words of each kind."""
    portraits = _portraits(draft)
    draft.body = blocks_in(x for x in draft.every if x.kind in SHOWN and x not in portraits)
    _count_words(draft)


def _count_words(draft: Draft) -> None:
    for line in draft.lines:
        draft.account[line.kind] += len(words_in(line.text))
    boxed = draft.lines if any(x.box for x in draft.body) else ()
    for line in (x for x in boxed if x.kind in SHOWN):
        if not all(isinstance(x, Fragment) for x in line.pieces):
            shown = Counter(shown_words(blocks_in([line])))
            hidden = (Counter(line.words) - shown).total()
            draft.account.update({line.kind: -hidden, "label of a picture": hidden})


def _portraits(draft: Draft) -> set[ShownLine]:
    """Pictures in a box of a name or an advertisement, without other words."""
    pictures = set(draft.every).difference(draft.lines)
    kinds: defaultdict[Element, set[str]] = defaultdict(set)
    for line in draft.lines if pictures else ():
        for element in line.at.path:
            kinds[element].add(line.kind)
    boxes = {x for x, inside in kinds.items() if inside <= _BOXED and inside & {"name", "foreign"}}
    return {x for x in pictures if not boxes.isdisjoint(x.at.path)}


# Foreign parts: advertisements, teasers, sharing, comments

type Links = dict[Element, list[Element]]


def _foreign_in(elements: Sequence[Element], draft: Draft, here: str) -> set[Element]:
    """Outermost foreign elements of a post, the first of the `elements`. Words of the data are not
    foreign, nor are links around and in the post's own heading. `here` is the page's address."""
    post = elements[0]
    links = _links_away(elements, page_of(here))
    if not draft.record.headline:
        links = _without_heading(links, post)
    searched, foreign = {post}, set[Element]()
    for part in elements[1:]:  # outer elements come first
        if part.outer not in searched or not part.length:
            continue
        if _is_named(part) or (part in links and _teases(part, links[part])):
            if not draft.says_most(words_in(part.text)):
                foreign.add(part)
        elif part.tag not in _WHOLE:
            searched.add(part)
    return foreign


def _is_named(part: Element) -> bool:
    return part.tag in CONTROLS or part.tag == "form" or "foreign" in part.roles


def _without_heading(links: Links, post: Element) -> Links:
    if not links or HEADINGS.isdisjoint(post.holds):
        return links
    heading = next(x for x in post.inside if x.tag in HEADINGS)
    own = {*heading.path, *heading.inside}
    return {x: inside for x, inside in links.items() if x not in own}


def _links_away(elements: Sequence[Element], here: str) -> Links:
    """Links to other pages, but permalinks and signatures, by the elements around them."""
    links: defaultdict[Element, list[Element]] = defaultdict(list)
    found = (x for x in elements[1:] if x.tag == "a" and not is_clock(x.text))
    away = {x: page_of(x.attributes.get("href")) for x in found}
    own = {"", here, *(page for x, page in away.items() if any(map(signs, x.path[:3])))}
    own.update(filter(re.compile(_OF_WRITERS).search, away.values()))
    for link, page in away.items():
        if page not in own:
            for around in link.path:
                links[around].append(link)
    return dict(links)


def _teases(part: Element, links: Sequence[Element]) -> bool:
    """Nearly all words, the heading or the picture link elsewhere, outside prose and quotations."""
    if part.tag not in _BOXES or not QUOTING.isdisjoint(part.holds):
        return False
    if any(provider_of(x.attributes.get("href") or "") for x in links):  # a quoted post
        return False
    if sum(x.length for x in links) >= LINKED_SHARE * part.length:
        return True
    return any(_is_lead(x, part) for x in links)


def _is_lead(link: Element, part: Element) -> bool:
    """A heading is around the link or inside it, or the link holds the picture of few words."""
    around = {*link.path} - {*part.path}
    if not HEADINGS.isdisjoint(link.holds) or any(x.tag in HEADINGS for x in around):
        return True
    is_picture = part.length < SHORT and not PICTURES.isdisjoint(link.holds)
    return is_picture and not is_picture_file(link.attributes.get("href") or "")
