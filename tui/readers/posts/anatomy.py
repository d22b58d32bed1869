"""Kinds of lines in a post's element, and the blocks of text lines."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

from tui.model.safe_text import one_line
from tui.readers.habits import FEWEST, is_repeated
from tui.readers.html.blocks import shown_words
from tui.readers.html.element import Element, elements_of, is_caption
from tui.readers.html.figures import is_picture_file
from tui.readers.html.lines import ShownLine, blocks_in, lines_of
from tui.readers.html.links import page_of, provider_of
from tui.readers.html.roles import is_label, roles_in
from tui.readers.html.tags import CONTROLS, HEADINGS, PICTURES, PROSE, QUOTING
from tui.readers.html.text_blocks import Fragment
from tui.readers.html.words import words_in
from tui.readers.names import is_handle
from tui.readers.pieces.marks import is_clock
from tui.readers.posts.draft import SHOWN, Draft
from tui.readers.posts.names import find_names, signers_behind_clock

LONGEST_LABEL = 6  # words
HEADED_SHARE = 0.8  # of the posts
_BOXED = frozenset(("name", "clock", "foreign", "label"))
"""Kinds whose box goes with its pictures: a portrait with a name."""
LINKED_SHARE = 0.8  # share of a teaser's characters in links elsewhere
SHORT = 120  # characters of a teaser of one linked picture
_WHOLE = frozenset(("p", "a", "blockquote", "figure"))  # not searched
_BOXES = frozenset((
    "p", "a", "div", "section", "article", "ul", "ol", "aside", "figure", "header", "footer", "dl",
    "table",
))  # fmt: skip


def read_lines(draft: Draft, node: LexborNode, here: str) -> None:
    """Read an element's lines, and what they say beside the text; `here` is the page's address."""
    elements = elements_of(node)
    post, foreign = elements[0], _foreign_in(elements, draft, here)
    _set_lines(draft, lines_of(post, here, foreign))
    if foreign and not any(x.kind == "text" for x in draft.lines):  # a post that is only a link
        _set_lines(draft, lines_of(post, here))
    draft.find_headline()
    find_names(draft)
    _find_labels(draft, post)


def _set_lines(draft: Draft, lines: list[ShownLine]) -> None:
    draft.every, draft.lines = lines, [x for x in lines if x.words]
    for place, line in enumerate(draft.lines):
        line.place, line.kind = place, _kind_of(line, draft)


def _kind_of(line: ShownLine, draft: Draft) -> str:
    if not line.pieces:
        return "foreign"
    if line.loose or line.kind == "caption":
        return line.kind
    if _is_time(line) and not (line.at.tag in PROSE and draft.says(line.words)):
        return "clock"
    if _is_account(line):
        return "name"
    is_text = not any(map(is_caption, line.path[:4])) or draft.says(line.words)
    return "text" if is_text else "caption"


def _is_account(line: ShownLine) -> bool:
    return is_handle(line.text) and line.at.tag not in PROSE


def _is_time(line: ShownLine) -> bool:
    text = line.text
    return line.at.tag == "time" or is_clock(text) or bool(signers_behind_clock(text))


def _find_labels(draft: Draft, post: Element) -> None:
    """Mark labels of a post's head: kicker, key event, pinned post."""
    near = (post, *post.parts)
    roles = roles_in(" ".join(f"{x.names} {x.attributes.get('data-type') or ''}" for x in near))
    draft.pinned, draft.key_event = "pinned" in roles, "key event" in roles
    for line in draft.head:
        is_short = line.kind == "text" and len(line.words) <= LONGEST_LABEL
        if is_short and not draft.says(line.words):
            _take_label(draft, line)


def _take_label(draft: Draft, line: ShownLine) -> None:
    said = " ".join(line.words)
    if said.startswith("pinned"):
        line.kind, draft.pinned = "label", True
    elif said.startswith("key event"):
        line.kind, draft.key_event = "label", True
    elif is_label(line.at.names):
        line.kind, draft.kicker = "label", draft.kicker or one_line(line.text)


def mark_repeated(drafts: Sequence[Draft]) -> None:
    """Mark lines that many posts and no data have: no post's own text."""
    lines = [(" ".join(y.words), y, x) for x in drafts for y in x.lines if y.kind == "text"]
    times = Counter(key for key, _ in {(key, draft) for key, _, draft in lines})
    for key, line, draft in lines:
        if is_repeated(times[key], len(drafts)) and not (line.loose or draft.says(line.words)):
            line.kind = "repeated"


def head_by_habit(drafts: Sequence[Draft]) -> None:
    """Mark the first lines of most posts as headlines, if their class is that of no other text."""
    firsts = [(x, line) for x in drafts if not (x.headline or x.heading) and (line := x.first)]
    names = Counter(filter(None, (line.at.names for _, line in firsts)))
    for name, count in names.most_common(1):
        if _are_own(drafts, name, count):
            for draft, line in (x for x in firsts if x[1].at.names == name):
                draft.take_headline([line])


def _are_own(drafts: Sequence[Draft], name: str, count: int) -> bool:
    """Most posts have a line of a class, and all its `count` lines of text are different."""
    lines = [y for x in drafts for y in x.lines if y.kind == "text" and y.at.names == name]
    are_most = count >= max(FEWEST, HEADED_SHARE * len(drafts))
    return are_most and len({x.text for x in lines}) == len(lines) == count


def take_text(draft: Draft) -> None:
    """Make the blocks of text, and count the words of each kind."""
    portraits = _portraits(draft)
    draft.body = blocks_in(x for x in draft.every if x.kind in SHOWN and x not in portraits)
    for line in draft.lines:
        draft.account[line.kind] += len(line.words)
        if line.kind in SHOWN and not all(isinstance(x, Fragment) for x in line.pieces):
            shown = Counter(shown_words(blocks_in([line])))
            hidden = (Counter(line.words) - shown).total()
            draft.account.update({line.kind: -hidden, "label of a picture": hidden})


def _portraits(draft: Draft) -> set[ShownLine]:
    """Pictures in a box of a name or an advertisement, without other words."""
    pictures = {x for x in draft.every if not x.words}
    kinds: defaultdict[Element, set[str]] = defaultdict(set)
    for line in draft.lines if pictures else ():
        for element in line.path:
            kinds[element].add(line.kind)
    boxes = {x for x, inside in kinds.items() if inside <= _BOXED and inside & {"name", "foreign"}}
    return {x for x in pictures if not boxes.isdisjoint(x.path)}


# Foreign parts: advertisements, teasers, sharing, comments


def _foreign_in(elements: Sequence[Element], draft: Draft, here: str) -> set[Element]:
    """Outermost foreign elements of a post; words of the data are not foreign.

    `here` is the page's address.
    """
    teasers = _teasers(elements, draft, here)
    foreign: set[Element] = set()
    searched = {elements[0]}
    for part in elements[1:]:  # outer elements come first
        if part.outer not in searched or not part.length:
            continue
        if _is_named(part) or part in teasers:
            if not draft.says_most(words_in(part.text)):
                foreign.add(part)
        elif part.tag not in _WHOLE:
            searched.add(part)
    return foreign


def _is_named(part: Element) -> bool:
    return part.tag in CONTROLS or "foreign" in roles_in(part.names)


def _teasers(elements: Sequence[Element], draft: Draft, here: str) -> set[Element]:
    """Parts nearly all of whose words link elsewhere, or whose heading or picture does, outside of
    prose and quotations. The links around and in the post's own heading are no teasers."""
    links = _links_away(elements, page_of(here))
    heading = _first_heading(elements[0]) if links and not draft.record.headline else None
    own = {*heading.path, *heading.inside} if heading is not None else set()
    return {x for x, inside in links.items() if x not in own and _teases(x, inside)}


def _links_away(elements: Sequence[Element], here: str) -> Mapping[Element, list[Element]]:
    """Links to other pages, by the elements around them."""
    links: defaultdict[Element, list[Element]] = defaultdict(list)
    for link in elements[1:]:
        if link.tag == "a" and _leads_away(link, here):
            for around in link.path:
                links[around].append(link)
    return links


def _teases(part: Element, links: Sequence[Element]) -> bool:
    if part.tag not in _BOXES or not part.length or _quotes(part, links):
        return False
    is_named = "teaser" in roles_in(part.names)
    if is_named or sum(x.length for x in links) >= LINKED_SHARE * part.length:
        return True
    return any(
        _links_heading(part, x) or (part.length < SHORT and _holds_picture(x)) for x in links
    )


def _links_heading(part: Element, link: Element) -> bool:
    """A heading around the link or inside it."""
    return not HEADINGS.isdisjoint(link.holds) or any(
        x.tag in HEADINGS for x in link.path if x not in part.path
    )


def _first_heading(post: Element) -> Element | None:
    return next((x for x in post.inside if x.tag in HEADINGS), None)


def _quotes(part: Element, links: Sequence[Element]) -> bool:
    is_quotation = not QUOTING.isdisjoint(part.holds)
    return is_quotation or any(provider_of(x.attributes.get("href") or "") for x in links)


def _holds_picture(link: Element) -> bool:
    is_enlarged = is_picture_file(link.attributes.get("href") or "")
    return not PICTURES.isdisjoint(link.holds) and not is_enlarged


def _leads_away(link: Element, here: str) -> bool:
    """A link to another page that is no signature."""
    if page_of(link.attributes.get("href")) in ("", here):
        return False
    near = [x for x in (link, link.outer) if x is not None]
    return not any(x.tag == "address" or "signed" in roles_in(x.names) for x in near)
