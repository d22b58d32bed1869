"""Joins record and element of each post, each for the facts that it knows best; and links to it."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from datetime import datetime, tzinfo
from itertools import islice

from tui.model.blog import Block, Embed, Image, Paragraph, Post, TextBlock
from tui.model.safe_text import letters_of
from tui.readers.html.blocks import is_empty, shown_words
from tui.readers.html.links import address
from tui.readers.html.roles import roles_in
from tui.readers.html.seen import names_in, path_of
from tui.readers.page import Page
from tui.readers.posts.dating import without_clock, without_own_clocks
from tui.readers.posts.draft import SHOWN, Draft

SHARE_OF_WORDS = 0.9  # share of the data's words that the page's text must hold
LONGEST_COPY = 200  # characters that identify a copy of a post
LONG_HEADLINE, IN_SENTENCE = 60, 20  # one repeated by the text was cut, 20 less amid a sentence
MOST_LINKS = 5000
_OF_POST = (*SHOWN, "headline", "clock", "label", "name")  # lines that may be words of the data
MOST_AROUND = 8  # elements around a link, searched for names


def join(page: Page, drafts: Sequence[Draft], base: str, home: tzinfo) -> list[Post | None]:
    """Posts of the data, then of elements alone, without their own clocks; None without a time.
    Elements alone that say nothing, or the same as a record or as another of their time, are left
    out. `base` is the live blog's address, `home` the zone of clocks that name none."""
    posts = _with_texts(page, drafts, base)
    found = without_own_clocks(posts, home)
    return posts if found is posts else [x and _said_once(x) for x in found]


def _with_texts(page: Page, drafts: Sequence[Draft], base: str) -> list[Post | None]:
    said: set[tuple[str, datetime | None]] = set()
    found: list[Post | None] = []
    elements = Counter(x.own_id for x in drafts)
    for draft in drafts:
        post = _said_once(_joined(draft, base, is_own_id=elements[draft.own_id] == 1))
        words = islice(shown_words(post.body), LONGEST_COPY // 5)  # of usual words
        beginning = " ".join((post.headline, *words))[:LONGEST_COPY]
        has_words = bool(post.headline) or not is_empty(post.body)
        time = None if draft.is_of_data else draft.published
        is_again = not said.isdisjoint({(beginning, None), (beginning, time)})
        if draft.is_of_data or (has_words and not is_again):
            found.append(_dated(post, draft.published, draft.edited))
            said.add((beginning, time))
    return _marked_by_links(page, _with_own_ids(found), {x.key for x in drafts})


def _with_own_ids(posts: Sequence[Post | None]) -> list[Post | None]:
    ids = Counter(x.id for x in posts if x and x.id)
    return [x._replace(id="") if x and ids[x.id] > 1 else x for x in posts]


def _joined(draft: Draft, base: str, *, is_own_id: bool) -> Post:
    """Use the page's text if it holds the data's."""
    post, headline = draft.record, without_clock(draft.record.headline)
    is_whole = not is_empty(draft.body) and _has_words_of_data(draft)
    key, url = _key(post, draft.own_id if is_own_id else "", base)
    return post._replace(
        headline=draft.headline or headline,
        authors=draft.authors or post.authors,
        body=_richer(draft.body, post.body) if is_whole else post.body,
        id=key,
        url=url,
        kicker=post.kicker or draft.kicker,
        pinned=post.pinned or draft.pinned,
        key_event=post.key_event or draft.key_event,
    )


def _has_words_of_data(draft: Draft) -> bool:
    """Of all, and of the last text, which a paragraph that is taken for the post has not."""
    end = -1 if draft.is_cut else None  # the last word may be cut
    texts = [x for x in draft.record.body if isinstance(x, TextBlock)]
    wanted = draft.said, list(shown_words(texts[-1:]))
    lines = (x.words for x in draft.lines if draft.said and x.kind in _OF_POST)
    there = set[str]().union(*lines)
    return all(_hold(there, {*x[:end]}) for x in wanted)


def _key(record: Post, own: str, base: str) -> tuple[str, str]:
    """Id and address by the element's `own` id, if it holds the data's id."""
    if not own or not own.isascii() or record.id not in own:
        return record.id, record.url
    is_of_page = not record.url or record.url.partition("#")[0] == base
    url = address(f"{base}#{own}") if base and is_of_page else ""
    return own, url or record.url


def _dated(post: Post, published: datetime | None, edited: datetime | None) -> Post | None:
    """The post and its versions at the post's own time; None without a time."""
    if published is None:
        return None
    versions = (
        x._replace(post=x.post and _dated(x.post, published, x.known)) for x in post.versions
    )
    modified = edited if edited is not None and edited > published else None
    return post._replace(published=published, modified=modified, versions=tuple(versions))


def _hold(there: Set[str], wanted: Set[str]) -> bool:
    return len(wanted & there) >= SHARE_OF_WORDS * len(wanted)


def _richer(page: tuple[Block, ...], data: tuple[Block, ...]) -> tuple[Block, ...]:
    """The page's body, with embeds and pictures of the data."""
    if not data:
        return page
    embeds = [sum(isinstance(x, Embed) for x in body) for body in (page, data)]
    if embeds[1] > embeds[0] and _hold(set(shown_words(data)), set(shown_words(page))):
        return data
    if any(isinstance(x, Image | Embed) for x in page):
        return page
    return (*page, *(x for x in data if isinstance(x, Image)))


def _said_once(post: Post) -> Post:
    """Headline and body without repetition: software cuts headlines from the text's beginning."""
    headline, first = post.headline, next(iter(post.body), None)
    if not headline or first is None:
        return post
    text = " ".join(first.words)
    if _are_same(text, headline):
        rest = post.body[int(not getattr(first, "links", ())) :]
        return post._replace(body=rest) if rest else post._replace(headline="")
    beginning = headline.rstrip(" .…")
    longest = LONG_HEADLINE - IN_SENTENCE * bool(text[len(beginning) :][:1].strip(".,:;!?"))
    looks_cut = headline.endswith(("…", "...")) or len(headline) >= longest
    repeats = isinstance(first, Paragraph) and bool(beginning) and text.startswith(beginning)
    return post._replace(headline="") if looks_cut and repeats else post


def _are_same(text: str, headline: str) -> bool:
    """In their letters, which few texts of such a length need compare."""
    return len(text) < 2 * len(headline) and letters_of(text) == letters_of(headline)


def _marked_by_links(page: Page, posts: list[Post | None], elements: Set[int]) -> list[Post | None]:
    """Mark posts by links outside their `elements`: in a list of key events, in a pinned copy."""
    found = {x.id: x for x in posts if x is not None and x.id}
    for target, is_key, is_pinned in _links(page, found.keys(), elements):
        post = found[target]
        key_event, pinned = post.key_event or is_key, post.pinned or is_pinned
        found[target] = post._replace(key_event=key_event, pinned=pinned)
    return [x and found.get(x.id, x) for x in posts]


def _links(page: Page, ids: Set[str], elements: Set[int]) -> Iterator[tuple[str, bool, bool]]:
    """The id of a post, and two facts by the names around the link: key event, pinned."""
    for link in page.tree.css("a[href*='#']")[:MOST_LINKS] if page.is_markup else ():
        target = (link.attributes["href"] or "").rpartition("#")[2]
        path = list(islice(path_of(link), MOST_AROUND)) if target in ids else []
        if path and elements.isdisjoint(x.mem_id for x in path):
            roles = set[str]().union(*(roles_in(names_in(x.attributes)) for x in path))
            yield target, "key event" in roles, "pinned" in roles
