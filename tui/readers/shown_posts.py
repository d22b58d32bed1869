"""Posts and texts that a page shows and its data leave out, which are often cut."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog, Post
from tui.model.counted import counted
from tui.model.errors import UnreadableError
from tui.model.reading import ReadingCounts
from tui.model.safe_text import letters_of
from tui.readers.habits import in_order
from tui.readers.html.blocks import shown_words
from tui.readers.html.seen import path_of
from tui.readers.html.words import words_in
from tui.readers.page import Page

FEWEST_LETTERS = 12  # of a text that two posts share
LEAST_SHARE = 0.8  # share of the data's posts that the page shows, at one distance in time
LEAST_WORDS = 0.9  # share of the words of the data that a fuller text has
FARTHEST = timedelta(days=300)  # the page's day may be that of an earlier article
FAR_MORE = 1.2  # times the words

type Read = Callable[[], LiveBlog | None]


def with_shown(
    read_data: Read, read_shown: Read, page: Page, nodes: Iterable[LexborNode]
) -> LiveBlog | None:
    """The live blog of the data with further posts and fuller texts that the page shows; these
    alone if all times of the data are the same, as of a single post whose text the page shows.
    Raises as `read_data`, which finds the `nodes` of the data's posts, if neither holds posts."""
    blog, trouble = _tried(read_data)
    if blog is not None and _has_times(blog) and _says_all(blog, page, nodes):
        return blog
    shown, _ = _tried(read_shown)
    if shown is None and trouble is not None:
        raise trouble
    return _joined(blog, shown) if blog and shown else blog or shown


def _tried(read: Read) -> tuple[LiveBlog | None, UnreadableError | None]:
    try:
        return read(), None
    except UnreadableError as trouble:
        return None, trouble


def _says_all(blog: LiveBlog, page: Page, nodes: Iterable[LexborNode]) -> bool:
    """The page has hardly more words around the posts than these have."""
    paths = [{x.mem_id: x for x in path_of(node)} for node in nodes]
    held = Counter(chain.from_iterable(paths))
    common = (x for path in paths[:1] for key, x in path.items() if held[key] == len(blog.posts))
    around = next(common, page.tree.body)
    words = sum(map(len, map(_words, blog.posts)))
    return around is None or len(around.text(separator=" ").split()) <= FAR_MORE * words


def _has_times(blog: LiveBlog) -> bool:
    """More than one."""
    return len({x.published for x in blog.posts}) > 1


def _words(post: Post) -> list[str]:
    return [*words_in(post.headline), *shown_words(post.body)]


def _joined(blog: LiveBlog, shown: LiveBlog) -> LiveBlog:
    if _has_times(shown) and not _has_times(blog) and _are_same(blog.posts, shown.posts):
        return shown
    pairs, shift = _pairs(blog.posts, shown.posts)
    further = [x for n, x in enumerate(shown.posts) if n not in pairs] if pairs else []
    fuller = {m: _fuller(blog.posts[m], shown.posts[n]) for n, m in pairs.items()}
    posts = [fuller.get(m, x) for m, x in enumerate(blog.posts)]
    posts += [x._replace(published=x.published + shift) for x in further]
    return blog._replace(posts=in_order(posts), reading=_told(blog.reading, len(further)))


def _are_same(known: Sequence[Post], shown: Sequence[Post]) -> bool:
    """Several posts; a single one may be beside a list of news, which has not its text."""
    return len(known) > 1 or _have_words(shown, shown_words(known[0].body))


def _have_words(posts: Sequence[Post], words: Iterable[str]) -> bool:
    own, theirs = {*words}, {y for x in posts for y in _words(x)}
    return len(own & theirs) >= LEAST_WORDS * len(own)


def _told(reading: ReadingCounts | None, further: int) -> ReadingCounts | None:
    if reading is None or not further:
        return reading
    return reading._replace(found=f"{reading.found}, {counted(further, 'post')} of the page alone")


def _pairs(known: Sequence[Post], shown: Sequence[Post]) -> tuple[dict[int, int], timedelta]:
    """Places of posts that are shown and of the data's post with a text that only the two have, if
    most of the data's are shown at one distance in time; and the distance."""
    own, other = _places(known), _places(shown)
    pairs = {other[x]: m for x, m in own.items() if x in other}
    shifts = Counter(_minute(known[m]) - _minute(shown[n]) for n, m in pairs.items())
    shift, count = shifts.most_common(1)[0] if shifts else (timedelta(), 0)
    is_same = count >= LEAST_SHARE * len(known) and abs(shift) <= FARTHEST
    return pairs if is_same else {}, shift


def _places(posts: Sequence[Post]) -> dict[str, int]:
    texts = [(text, n) for n, x in enumerate(posts) for text in _texts(x)]
    times = Counter(text for text, _ in texts)
    return {text: n for text, n in texts if times[text] == 1}


def _texts(post: Post) -> set[str]:
    texts = map(letters_of, (post.headline, *(y for x in post.body for y in x.words)))
    return {x for x in texts if len(x) >= FEWEST_LETTERS}


def _minute(post: Post) -> datetime:
    return post.published.replace(second=0, microsecond=0)


def _fuller(known: Post, shown: Post) -> Post:
    """The known post with its author, and a text that holds all and more, as they are shown."""
    if not _have_words([shown], shown_words(known.body)):
        return known
    own, more = map(_words, (known, shown))
    signed = known._replace(authors=known.authors or shown.authors)
    if len(more) <= FAR_MORE * len(own):
        return signed
    return signed._replace(headline=known.headline or shown.headline, body=shown.body)
