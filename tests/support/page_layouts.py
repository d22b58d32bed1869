"""Pages of live blogs in many layouts, made up at random, with the truth of each post.

Every post has words that no other part of its page has; so have advertisements, comments and
teasers. A reader that takes a word, a name or a time of another part is found out.
"""

import html
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from random import Random

PEOPLE = [
    "Anna Meier", "Jürgen Groß", "Chloé Dubois", "Inès Lefèvre", "María Núñez", "João Prado",
    "Lúcia Sá Nogueira", "Omar Haddad", "Di Evans", "Von Miller", "Ada Quill", "Piet de Vries",
    "سارة محمد", "أحمد علي", "Tom O'Hare", "Eva-Lotte Krug",
]  # fmt: skip
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu zé ñi ço äl ör üt"
_COMMON = "der die und le la et que de el los y o a os the of to in on with für mit sur por"
SYLLABLES, COMMON = _SYLLABLES.split(), _COMMON.split()
AD, COMMENT, TEASER = "zzad", "zzcomment", "zzteaser"
"""Beginnings of the words of parts that are no post's."""
SITE = "https://news.example/live/vote-20300417"


@dataclass
class Made:
    """One post as its page shows it."""

    number: int
    key: str
    headline: str
    paragraphs: list[str]
    author: str
    moment: datetime
    typed: datetime
    in_data: bool = True
    on_page: bool = True
    items: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address in the data."""
        return f"{SITE}#{self.key}"


@dataclass
class Layout:
    """What a page does; each field is one choice of a publisher's."""

    tag: str
    wrappers: int
    key: str
    time: str
    byline: str
    headline: str
    body: str
    extras: frozenset[str]
    data: frozenset[str]
    zone: timezone


def any_layout(draw: Random) -> Layout:
    """A layout at random."""
    extras = (
        "ads", "linked ads", "comments", "teasers", "share", "hidden copies", "key events",
        "edited", "days", "unnamed posts", "list", "quote", "figure", "related time", "cross links",
    )  # fmt: skip
    data = ("cut", "glued", "capitals", "one author", "typed times", "no bodies", "short", "shift")
    return Layout(
        tag=draw.choice(["article", "div", "section", "li"]),
        wrappers=draw.randrange(4),
        key=draw.choice(
            ["id", "prefixed id", "attribute", "anchor", "inner id", "link", "share links", "none"]
        ),
        time=draw.choice(
            ["offset", "utc", "relative", "epoch", "naive", "text", "none", "attribute on post"]
        ),
        byline=draw.choice(["class", "itemprop", "alone", "none", "link", "by"]),
        headline=draw.choice(["h2", "h3", "strong", "linked", "none"]),
        body=draw.choice(["p", "p", "div", "br", "nested"]),
        extras=frozenset(draw.sample(extras, draw.randrange(7))),
        data=frozenset(draw.sample(data, draw.randrange(4))),
        zone=timezone(timedelta(hours=draw.choice([0, 1, 2, -3, 5.5]))),
    )


class MadePage:
    """A page with its posts."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self.layout = any_layout(self.draw)
        self.posts = self._posts()

    def _word(self, number: int) -> str:
        syllables = "".join(self.draw.choices(SYLLABLES, k=self.draw.randint(2, 4)))
        return f"{syllables}{chr(97 + number // 26)}{chr(97 + number % 26)}"

    def _sentence(self, number: int, words: int) -> str:
        text = [
            self.draw.choice(COMMON) if self.draw.random() < 0.3 else self._word(number)
            for _ in range(words)
        ]
        return " ".join(text).capitalize() + "."

    def _posts(self) -> list[Made]:
        draw = self.draw
        count = draw.randint(1, 14)
        moment = datetime(2030, 4, 17, 18, 40, 7, tzinfo=UTC)
        least = 3 if "short" in self.layout.data else 9
        staff = draw.sample(PEOPLE, 1 if "one author" in self.layout.data else 4)
        base = draw.randrange(10**6, 10**8)
        posts = []
        for number in range(count):
            moment -= timedelta(seconds=draw.randint(61, 1500))
            key = self._key(base, number)
            posts.append(
                Made(
                    number,
                    key,
                    self._sentence(number, draw.randint(4, 8)).rstrip("."),
                    [
                        self._sentence(number, draw.randint(least, least + 25))
                        for _ in range(draw.randint(1, 4))
                    ],
                    draw.choice(staff),
                    moment,
                    moment - timedelta(seconds=draw.randint(120, 9000)),
                    in_data=number == 0 or draw.random() < 0.9,
                    on_page=draw.random() < 0.95,
                    items=[self._sentence(number, 6) for _ in range(2)],
                )
            )
        return posts

    def _key(self, base: int, number: int) -> str:
        kind = self.draw.random()
        if kind < 0.7:
            return str(base + 37 * number)
        return f"{base + number:024x}"

    # The data.

    def data(self) -> dict[str, object]:
        """The page's LiveBlogPosting."""
        updates = [self._update(post) for post in self.posts if post.in_data]
        return {
            "@context": "https://schema.org",
            "@type": "LiveBlogPosting",
            "headline": "Zur Lage",
            "url": SITE,
            "datePublished": (self.posts[-1].typed - timedelta(hours=2)).isoformat(),
            "dateModified": (self.posts[0].moment + timedelta(hours=1)).isoformat(),
            "liveBlogUpdate": updates,
        }

    def told_time(self, post: Made) -> datetime:
        """The time of a post in the data."""
        return post.typed if "typed times" in self.layout.data else post.moment

    def _update(self, post: Made) -> dict[str, object]:
        does = self.layout.data
        joint = "" if "glued" in does else " "
        body = joint.join(post.paragraphs)
        if "cut" in does:
            body = body[:96]
        name = post.author.upper() if "capitals" in does else post.author
        return {
            "@type": "BlogPosting",
            "headline": post.headline,
            "url": SITE if self.layout.key == "none" else post.url,
            "datePublished": self.told_time(post).isoformat(),
            "articleBody": "" if "no bodies" in does else body,
            "author": {"@type": "Person", "name": name},
        }

    # The page.

    @cached_property
    def html(self) -> bytes:
        """The page."""
        extras, draw = self.layout.extras, self.draw
        pieces = []
        for post in self.posts:
            if not post.on_page:
                continue
            pieces.append(self._post(post))
            if "unnamed posts" in extras and draw.random() < 0.3:
                pieces.append(self._unknown())
            if "ads" in extras and draw.random() < 0.4:
                pieces.append(f'<div class="ad-slot"><p>{AD}a {AD}b {AD}c</p></div>')
        if "days" in extras and len(pieces) > 1:
            middle = draw.randint(1, len(pieces) - 1)
            pieces = [
                f'<section class="day"><h2>Day {day}</h2>{"".join(part)}</section>'
                for day, part in enumerate((pieces[:middle], pieces[middle:]))
            ]
        feed = "".join(pieces)
        feed = f"<ul>{feed}</ul>" if self.layout.tag == "li" else f'<div class="feed">{feed}</div>'
        top = (
            '<header><h1>Zur Lage</h1><time datetime="2030-04-17T05:00:00+00:00">x</time></header>'
        )
        if "key events" in extras:
            top += (
                "<nav><ul>"
                + "".join(
                    f'<li><a href="#{post.key}">{html.escape(post.headline)}</a></li>'
                    for post in self.posts
                )
                + "</ul></nav>"
            )
        hidden = ""
        if "hidden copies" in extras:
            hidden = (
                '<div style="display:none">'
                + "".join(
                    f'<div data-copy="{post.key}"><p>{TEASER}hid</p>'
                    f"{''.join(self._paragraphs(post))}</div>"
                    for post in self.posts
                )
                + "</div>"
            )
        script = json.dumps(self.data(), ensure_ascii=False).replace("</", "<\\/")
        return (
            '<!doctype html><html lang="de"><head><title>Zur Lage</title>'
            f'<script type="application/ld+json">{script}</script></head>'
            f"<body>{hidden}<main>{top}{feed}</main><footer>{TEASER}foot</footer></body></html>"
        ).encode()

    def _unknown(self) -> str:
        words = " ".join(f"{TEASER}{self.draw.randrange(99)}" for _ in range(12))
        return (
            f'<{self.layout.tag} class="post"><h3>{TEASER}</h3><p>{words}</p></{self.layout.tag}>'
        )

    def _paragraphs(self, post: Made) -> list[str]:
        return [f"<p>{html.escape(text)}</p>" for text in post.paragraphs]

    def _post(self, post: Made) -> str:
        layout = self.layout
        attributes = f'class="post entry-{post.number % 2}"'
        if layout.key in ("id", "prefixed id"):
            attributes += f' id="{"" if layout.key == "id" else "post-"}{post.key}"'
        if layout.key == "attribute":
            attributes += f' data-entry-ref="{post.key}"'
        if layout.time == "attribute on post":
            attributes += f' data-published-time="{int(post.moment.timestamp() * 1000)}"'
        inside = self._head(post) + self._headline(post) + self._body(post) + self._foot(post)
        for depth in range(layout.wrappers):
            inside = f'<div class="w{depth}">{inside}</div>'
        return f"<{layout.tag} {attributes}>{inside}</{layout.tag}>"

    def _head(self, post: Made) -> str:
        head = ""
        if self.layout.key == "anchor":
            head += f'<a name="{post.key}"></a>'
        if self.layout.key == "inner id":
            head += f'<span id="anchor_{post.key}"></span>'
        time = self._time(post)
        if self.layout.key == "link":
            time = f'<a href="#{post.key}">{time or "link"}</a>'
        return f'<div class="meta">{head}{time}{self._byline(post)}</div>'

    def _time(self, post: Made) -> str:
        is_shifted = "shift" in self.layout.data and "typed times" not in self.layout.data
        shift = timedelta(hours=1 if is_shifted else 0)
        moment = (post.moment + shift).replace(second=0)
        local = moment.astimezone(self.layout.zone)
        clock = f"{local:%H:%M}"
        edited = ""
        if "edited" in self.layout.extras:
            later = (local + timedelta(minutes=7)).isoformat()
            edited = f'<time class="mod" datetime="{later}">updated 3 h ago</time>'
        made = {
            "offset": f'<time datetime="{local.isoformat()}">{clock}</time>',
            "utc": f'<time datetime="{moment:%Y-%m-%dT%H:%M:%SZ}">{clock} Uhr</time>',
            "relative": f'<time datetime="{local.isoformat()}">vor 3 Stunden</time>',
            "epoch": f'<span class="t" data-time="{int(moment.timestamp())}">{clock}</span>',
            "naive": f'<time datetime="{local:%Y-%m-%dT%H:%M}">{clock}</time>',
            "text": f"<span>{clock}</span>",
        }.get(self.layout.time, "")
        return made + edited

    def _byline(self, post: Made) -> str:
        name = html.escape(post.author)
        return {
            "class": f'<span class="post__author">{name}</span>',
            "itemprop": f'<span itemprop="author">{name}</span>',
            "alone": f"<span>{name}</span>",
            "link": f'<a rel="author" href="/by/{post.number}">{name}</a>',
            "by": f'<p class="byline">Von <b>{name}</b></p>',
        }.get(self.layout.byline, "")

    def _headline(self, post: Made) -> str:
        text = html.escape(post.headline)
        return {
            "linked": f'<h3><a href="{post.url}">{text}</a></h3>',
            "strong": f"<strong>{text}</strong>",
            "none": "",
        }.get(self.layout.headline, f"<{self.layout.headline}>{text}</{self.layout.headline}>")

    def _body(self, post: Made) -> str:
        extras, layout = self.layout.extras, self.layout
        pieces = self._paragraphs(post)
        if layout.body == "br":
            pieces = ["<br><br>".join(html.escape(text) for text in post.paragraphs)]
        if layout.body == "div":
            pieces = [f'<div class="text">{html.escape(text)}</div>' for text in post.paragraphs]
        if "linked ads" in extras and len(pieces) > 1:
            link = '<a href="https://shop.example/"><img src="/a.png"></a>'
            ad = f"<div>{link}<p>{AD}x {AD}y</p></div>"
            pieces.insert(1, ad)
        if "teasers" in extras and len(pieces) > 1:
            words = f"{TEASER}a {TEASER}b {TEASER}c {TEASER}d"
            pieces.insert(1, f'<p><a href="/other/{post.number}">{words}</a></p>')
        if "cross links" in extras:
            other = self.posts[(post.number + 1) % len(self.posts)]
            link = f' <a href="#{other.key}">ba</a></p>'
            pieces[-1] = (
                pieces[-1].removesuffix("</p>") + link if layout.body == "p" else pieces[-1]
            )
        if "list" in extras:
            pieces.append("<ul>" + "".join(f"<li>{item}</li>" for item in post.items) + "</ul>")
        if "figure" in extras:
            pieces.append(
                f'<figure><img src="/f{post.number}.jpg" alt=""><figcaption>'
                f"{self._word(post.number)} (Foto: Otto Rahm/dpa)</figcaption></figure>"
            )
        if "quote" in extras:
            pieces.append(
                f"<blockquote><p>{self._word(post.number)}</p>"
                '<time datetime="2030-04-16T20:00:00+00:00">x</time></blockquote>'
            )
        if "related time" in extras:
            pieces[0] = pieces[0].replace(
                "</p>", ' <time datetime="2030-04-16T20:00:00Z">ba</time></p>', 1
            )
        inside = "".join(pieces)
        return f'<div class="in"><div>{inside}</div></div>' if layout.body == "nested" else inside

    def _foot(self, post: Made) -> str:
        foot = ""
        if "share" in self.layout.extras or self.layout.key == "share links":
            foot += (
                '<ul class="share"><li><a href="https://twitter.com/intent/tweet?url=x%23'
                f'{post.key}">Teilen</a></li>'
                f'<li><a data-ref="{post.key}" href="#">Link</a></li></ul>'
            )
        if "comments" in self.layout.extras:
            foot += (
                '<div class="comments"><div class="comment"><span class="author">Rudi Ratlos</span>'
                '<time datetime="2030-04-17T06:00:00+00:00">6:00</time>'
                f"<p>{COMMENT}a {COMMENT}b {COMMENT}c</p></div></div>"
            )
        return foot
