"""Elements that lead to other pages, beside posts with pages of their own."""

import re

from selectolax.lexbor import LexborNode

from tui.readers.habits import READ_ON, lead_elsewhere
from tui.readers.html.roles import roles_in
from tui.readers.html.seen import names_in, path_of

TEXTS = 3  # one in so many posts has several paragraphs
_BODY = ".entry-content, .e-content, [itemprop~=articleBody], [class*=liveblog-]"
"""The text of a post by hAtom, h-entry, schema.org or a live blog; excerpts have other names."""

type Nodes = tuple[LexborNode, ...]


def are_teasers(nodes: Nodes) -> bool:
    """Most lead to different pages, unless they hold texts."""
    if not lead_elsewhere(map(_target, nodes), len(nodes)):
        return False
    from tui.readers.pieces.clocks.lines import prose  # 10 ms of a start

    texts = [[x for x in node.css("p") if prose(x.text(strip=True))] for node in nodes]
    are_named = all(x.css_first(_BODY) is not None for x in nodes)
    return not are_named and sum(len(x) > 1 for x in texts) * TEXTS < len(nodes)


def _target(node: LexborNode) -> str | None:
    """The address of the first heading that is no name, of a link around or inside it; else of
    "Read more", or the first address in an element whose words are mostly links."""
    links = [node] if node.tag == "a" else node.css("a[href]")
    more = (x for x in links if re.fullmatch(READ_ON, x.text(strip=True)))
    words = sum(len(x.text().split()) for x in links)
    is_lead = words and words * 2 > len(node.text(separator=" ").split())
    leads = (*_links_of_heading(node), *more, *(links if is_lead else ()))
    return next(filter(None, (x.attributes.get("href") for x in leads)), None)


def _links_of_heading(node: LexborNode) -> list[LexborNode]:
    heading = node.css_first("h1, h2, h3, h4")
    near = (*path_of(heading), *heading.css("a[href]")) if heading is not None else ()
    return [x for x in near if x.tag == "a" and "signed" not in roles_in(names_in(x.attributes))]
