"""Parts of a post's element that belong to something else: teasers, advertisements, sharing."""

import re

from selectolax.lexbor import LexborNode

from tui.readers.html.figures import is_picture_file
from tui.readers.html.links import provider_of
from tui.readers.html.text_blocks import points_elsewhere
from tui.readers.html.tree import outermost
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.inside import PostElement
from tui.readers.page_binding.parts import is_comments

LINKED_SHARE = 0.8
"""The share of a part's characters in links elsewhere from which it is a teaser."""
MOST_PARTS = 2000
"""Parts of one post that are looked at."""
_QUOTATIONS = "blockquote, q, [class*='tweet' i], [class*='embed' i], [class*='quote' i], iframe"
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_INLINE = frozenset(("a", "span", "b", "strong", "i", "em", "u", "mark", "small", "abbr", "font"))
_BLOCK_LEVEL = "h1, h2, h3, h4, h5, h6, img, picture, div, p, ul, section, article"
SHARES = re.compile(r"/(?:share|sharer|intent|dialog|submit)\b", re.IGNORECASE)
"""Addresses at which a reader shares a page, so that the link to them quotes nothing."""
_ADVERTISING = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|adslot|adunit|sponsor\w*|promo\w*|werbung|anzeige\w*"
    r"|publicidad|publicit[eé]|pubblicita|publicidade|reklam\w*|newsletter\w*|teaser\w*|related"
    r"|shar(?:e|ing)\w*|social|outbrain|taboola|recirc\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Foreign:
    """Tells what in a post's element is not the post's, by the words of its update."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._addresses = frozenset(entry.addresses)
        self._fragments = frozenset(x.rpartition("#")[2] for x in entry.addresses)

    def _says(self, words: list[str]) -> bool:
        return self._entry.says(words, headline=True)

    def parts(self, post: PostElement) -> list[LexborNode]:
        """The outermost parts of a post that are somebody else's."""
        found: list[LexborNode] = []
        waiting = list(post.node.iter())
        linked = {post.node.mem_id}  # what holds links
        for link in post.css("a[href]"):
            around: LexborNode | None = link
            while around is not None and around.mem_id not in linked:
                linked.add(around.mem_id)
                around = around.parent
        looked = 0
        while waiting and looked < MOST_PARTS:
            part = waiting.pop()
            looked += 1
            if not part.is_element_node or _is_in_text(part):
                continue
            if self._is_foreign(part, has_links=part.mem_id in linked):
                found.append(part)
            elif part.tag not in ("p", "a", "figure", "blockquote"):
                waiting += part.iter()
        return found

    def _is_foreign(self, part: LexborNode, *, has_links: bool) -> bool:
        attributes = part.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        is_marked = len(names) > 2 and bool(_ADVERTISING.search(names))
        if not is_marked:
            is_comment = len(names) > 2 and is_comments(names)
            is_marked = is_comment or attributes.get("role") == "complementary"
        if not is_marked and not has_links:
            return False
        text = part.text()
        if self._says(words_in(text)) or self._links_here(part):
            return False
        if is_marked:
            return True
        if part.tag == "p" and points_elsewhere(text.strip()):
            return False  # the writer's own "read more", which is shown as such
        return not _has_quotation(part) and _is_linked(part, text)

    def _links_here(self, part: LexborNode) -> bool:
        """Whether a part links to the update itself."""
        return any(map(self._is_here, _links(part)))

    def _is_here(self, link: LexborNode) -> bool:
        target = link.attributes.get("href") or ""
        _, mark, fragment = target.rpartition("#")
        return target in self._addresses or (bool(mark) and fragment in self._fragments)

    def permalinks(self, post: PostElement) -> list[LexborNode]:
        """The links to the update that say nothing of it: its time, "Share"."""
        links = [x for x in post.css("a[href]") if self._is_here(x)]
        return [x for x in links if not self._says(words_in(x.text()))]


def _is_in_text(part: LexborNode) -> bool:
    """Whether an element is a few words of the text around it."""
    if part.tag not in _INLINE or part.parent is None or part.css_first(_BLOCK_LEVEL) is not None:
        return False
    siblings = part.parent.iter(include_text=True)
    return any(x.is_text_node and (x.text_content or "").strip() for x in siblings)


def _has_quotation(part: LexborNode) -> bool:
    """Whether a part quotes: a quotation, or a link to a well-known place of posts and videos."""
    if part.tag == "blockquote" or part.css_first(_QUOTATIONS) is not None:
        return True
    return any(
        provider_of(target) and not SHARES.search(target)
        for x in _links(part)
        if (target := x.attributes.get("href"))
    )


def _links(part: LexborNode) -> list[LexborNode]:
    return [part] if part.tag == "a" else part.css("a[href]")[:MOST_PARTS]


def _is_linked(part: LexborNode, text: str) -> bool:
    """Whether a part is nearly all links, or has a linked heading or picture."""
    links = [x for x in _links(part) if not (x.attributes.get("href") or "#").startswith("#")]
    if not links:
        return False
    linked = sum(len("".join(x.text().split())) for x in outermost(links))
    length = len("".join(text.split()))
    if length and linked >= LINKED_SHARE * length:
        return True
    if any(x.css_first(_HEADINGS) is not None for x in links):
        return True
    if any(x.css_first("a[href]") is not None for x in part.css(_HEADINGS)):
        return True
    return any(
        x.css_first("img, picture") is not None
        and not is_picture_file(x.attributes.get("href") or "")
        for x in links
    )
