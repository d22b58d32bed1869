"""Rules for what the posts of a live blog have in common, by counts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter, gt, lt

from tui.model.blog import Post, TextBlock
from tui.readers.html.links import page_of

FEWEST = 3  # posts that show a habit
FAR_APART = timedelta(hours=6)  # the mean from post to post, as of articles and diaries
FEW_A_DAY = 3  # posts of a day that has any
MOST_EVEN = 0.75  # of times, where minutes are as life has them
SHARE = 5  # one in so many posts repeats what is no post's own
_BREAKS_OFF = re.compile(r"\w ?(?:…|\.\.\.)\W*(?:\w+\W*)?$")  # "It was then that… BBC"
COMMENTS = (
    r"(?i)\W*(?:\d+ )?(?:comm?ent|kom?mentar|комментари|yorum|reactie|responses|thoughts)\w*"
    r"\W*(?:\d+\W*|(?:to|on) .*)?"
)
_REPLY = (
    r"(?i)(?:like |share )*(?:reply|antworten|répondre|responder|rispondi|odpowiedz|ответить|svara?"
    r"|vastaa|beantwoorden|reageer|yanıtla|cevapla|відповісти|válasz|odpovědět|返信|回复|回覆|답글"
    r"|απάντηση|balas|trả lời)\b.{0,20}"
)
READ_ON = (
    r"(?i)\W*(?:(?:read|learn|see) (?:more|on|full \w+)|continue reading|weiterlesen"
    r"|mehr (?:lesen|erfahren|dazu)|lire (?:la suite|plus|l.article)|seguir leyendo"
    r"|sigue leyendo|leer más|leggi (?:tutto|di più|ancora)|continua a leggere|lees (?:verder|meer)"
    r"|czytaj (?:więcej|dalej|całość)|(?:läs|les|læs) (?:mere?|hel[ae].*)|lue lisää"
    r"|(?:leia|ler|saiba) mais|читать (?:далее|дальше|полностью)|подробнее|читати далі|tovább"
    r"|bővebben|číst dále?|citește mai.*|devamını oku|続きを読む|阅读全文|閱讀全文|اقرأ المزيد)\W*"
)
BUTTONS = {_REPLY: "comments of readers", READ_ON: "links to whole articles, as below teasers"}
"""Lines below the posts of other kinds."""
LEVELS = r"debug|info|warn(?:ing)?|error|crit(?:ical)?|fatal|trace"  # of logs


def is_repeated(times: int, posts: int) -> bool:
    """In a fifth of the posts: a button, the site's name, the blog's own picture."""
    return times >= max(FEWEST, posts / SHARE)


def lead_elsewhere(targets: Iterable[str | None], posts: int, here: str = "") -> bool:
    """Most posts link to different pages, as teasers do; `here` is the page's own address."""
    return len(set(map(page_of, targets)) - {"", page_of(here)}) * 2 > posts


def come_again(names: Iterable[str], posts: int) -> bool:
    """Half of the posts have a name, and half of these share it with another post."""
    counts = Counter(filter(None, names))
    again = sum(x for x in counts.values() if x > 1)
    return 2 * counts.total() >= posts and 2 * again >= max(counts.total(), 1)


def other_kind(posts: Sequence[Post], *, may_be_plan: bool, may_be_list: bool = False) -> str:
    """Reason against articles, programmes, comments, teasers, in the source's order; else ""."""
    times = [x.published for x in posts]
    ordered = sorted(times)
    if len(times) >= FEWEST and _are_far_apart(ordered):
        return "posts that are far apart, as articles, releases and reviews are"
    if may_be_plan and is_plan(times):
        return "times at full five minutes, the earliest first, as of a programme"
    if may_be_list and lead_elsewhere(map(_link_of_teaser, posts), max(len(posts), FEWEST)):
        return "titles and summaries of other pages, as in a feed of articles"
    return _other_texts(posts)


def _link_of_teaser(post: Post) -> str:
    """Address of a post with a title, of which it has a word, and one text."""
    texts = [x for x in post.body if isinstance(x, TextBlock)]
    words = re.findall(r"\w{4,}", post.headline.lower()) if len(texts) == 1 else []
    name = "/".join(post.url.lower().split("/")[-2:])
    return post.url if any(x in name for x in words) else ""


def is_plan(times: Sequence[date]) -> bool:
    even = sum(isinstance(x, datetime) and x.minute % 5 == x.second == 0 for x in times)
    return even >= MOST_EVEN * len(times) and times == sorted(times)


def _are_far_apart(ordered: Sequence[datetime]) -> bool:
    """A few posts a day and hours between them, as of no event."""
    are_few = len(ordered) <= FEW_A_DAY * len({x.date() for x in ordered})
    return are_few and ordered[-1] - ordered[0] > FAR_APART * (len(ordered) - 1)


def _other_texts(posts: Sequence[Post]) -> str:
    if len({x.authors[0].name for x in posts if x.authors}) == len(posts) > FEWEST:
        return "each signed by another, as comments and reviews are"
    ends = (x.body[-1].gist if x.body else x.headline for x in posts)
    are_cut = 2 * len([*filter(_BREAKS_OFF.search, ends)]) > len(posts)
    return "texts that break off, as teasers do" if are_cut else ""


def in_order(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Oldest first; posts of one time in file order, reversed if the file is newest first."""
    times = [post.published for post in posts]
    downs, ups = (sum(map(way, times, times[1:])) for way in (gt, lt))
    return tuple(sorted(posts[::-1] if downs > ups else posts, key=attrgetter("published")))
