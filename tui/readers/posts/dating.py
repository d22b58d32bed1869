"""Times of publication and of edits, by records and elements."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import partial

from selectolax.lexbor import LexborNode

from tui.model.blog import Paragraph, Post
from tui.model.instants import localized
from tui.model.versions import in_every_version
from tui.model.zones import abbreviated_zone
from tui.readers.html.links import provider_of
from tui.readers.html.seen import path_of
from tui.readers.html.tags import PROSE, QUOTED
from tui.readers.pieces.elements import Mark, is_edit
from tui.readers.posts.draft import Draft
from tui.readers.times.clocks import CLOCK, Scan, scan
from tui.readers.times.moments import Moment
from tui.readers.warnings import AS_BLOGS, NO_ZONE, Remarks

FEWEST = 3
LEAST_SHARE = 0.8  # share of the bound posts that must show a time
QUARTER = timedelta(minutes=15)  # zone offsets are multiples
DAY_ALONE = "The post has a day and no time; it is shown at midnight."
CLOCKS = "All posts have the same time; the clocks that they begin with are used, on that day."


def set_times(
    drafts: Sequence[Draft], marks: Sequence[Mark], zone: tzinfo, remarks: Remarks
) -> bool:
    """Set times of posts; returns False if the page's times are not believed."""
    naive = _read_marks(drafts, marks, zone)
    records = [x for x in drafts if x.is_of_data]
    _read_data(records, zone, remarks)
    are_doubted = _are_doubted([x for x in drafts if x.key])
    doubt = max((x.doubt for x in marks), default="")
    for number, draft in enumerate(drafts, 1):
        if _is_dated_by_page(draft, are_doubted=are_doubted):
            draft.published = draft.shown or draft.edit
            remarks.add(doubt)
            remarks.add(NO_ZONE * (draft in naive and _is_unknown(zone)), number)
        _remark_on_time(draft, number, zone, remarks)
    _set_edits(drafts, zone)
    return not are_doubted


def _is_dated_by_page(draft: Draft, *, are_doubted: bool) -> bool:
    """The data have no time, or the page shows another minute."""
    known, shown = draft.published, draft.shown
    if known is None or shown is None:
        return known is None
    return not are_doubted and _minute(shown) != _minute(known)


def _set_edits(drafts: Sequence[Draft], zone: tzinfo) -> None:
    """Last edits, without a time that most records share."""
    times = Counter(x.entry.edited for x in drafts if x.is_of_data)
    for draft in drafts:
        edited = draft.entry.edited
        is_common = times[edited] > 1 and times[edited] * 2 > times.total()
        draft.edited = _aware(None if is_common else edited, zone) or draft.edit


def _aware(moment: Moment | None, zone: tzinfo) -> datetime | None:
    if moment is not None and not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment is None or moment.tzinfo is not None else localized(moment, zone)


def _minute(moment: datetime) -> datetime:
    """Without seconds, which only data know."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


type _Place = tuple[tuple[str | None, ...], int]
"""Tags around a time in a post's element, and how sure it is the post's."""


def _read_marks(drafts: Sequence[Draft], marks: Sequence[Mark], zone: tzinfo) -> set[Draft]:
    """Set the time that the page shows in each element. Returns drafts whose time has no offset."""
    shown: dict[Draft, dict[_Place, list[datetime]]] = {}
    for draft, mark, path in _owned(drafts, marks):
        if is_edit(mark, path[-1]):
            draft.edit = draft.edit or _aware(mark.moment, zone)
        elif surety := _surety(path[:-1]):
            place = tuple(x.tag for x in path[:-1]), surety
            shown.setdefault(draft, {}).setdefault(place, []).append(mark.moment)
    found = _own_times(shown)
    for draft, moment in found.items():
        draft.shown = _aware(moment, zone)
    return {x for x, moment in found.items() if moment.tzinfo is None}


def _own_times(shown: Mapping[Draft, Mapping[_Place, list[datetime]]]) -> dict[Draft, datetime]:
    """The earliest time of each draft where most drafts have one, and of these beside the text."""
    posts = Counter(tags for x in shown.values() for tags in {y for y, _ in x})
    return {draft: _best_time(places, posts) for draft, places in shown.items()}


def _best_time(
    places: Mapping[_Place, list[datetime]], posts: Counter[tuple[str | None, ...]]
) -> datetime:
    ranks = {x: (posts[x[0]], x[1]) for x in places}
    most = max(ranks.values())
    times = [y for x, own in places.items() if ranks[x] == most for y in own]
    return min([x for x in times if x.tzinfo] or times)


def _surety(path: Sequence[LexborNode]) -> int:
    """3 beside the text, 2 inside it, 0 in a quotation; 1 in a link, as around the time of a quoted
    post, or of all posts of such a site, in an aside, and in the footer of a part of the post."""
    tags = [x.tag for x in path]
    links = (x.attributes.get("href") or "" for x in path if x.tag == "a")
    if not QUOTED.isdisjoint(tags):
        return 0
    if any(map(provider_of, links)) or "footer" in tags[:-1] or "aside" in tags:
        return 1
    return 3 if PROSE.isdisjoint(tags) else 2


def _owned(
    drafts: Sequence[Draft], marks: Sequence[Mark]
) -> Iterator[tuple[Draft, Mark, list[LexborNode]]]:
    """Each mark in an element of a draft, with the path from the mark to the element."""
    owners = {x.key: x for x in drafts if x.node is not None}
    for mark in marks:
        path: list[LexborNode] = []
        for node in path_of(mark.node):
            path.append(node)
            if owner := owners.get(node.mem_id):
                yield owner, mark, path
                break


def _read_data(records: list[Draft], zone: tzinfo, remarks: Remarks) -> None:
    """Times of the data; if they are days, or all one time, with clocks that open the posts."""
    for draft in records:
        draft.published = _aware(draft.entry.time, zone)
    is_one = len({x.published for x in records} - {None}) == 1 and _open_with_clocks(records)
    if is_one:
        remarks.add(CLOCKS)
    for draft in records:
        if is_one or not isinstance(draft.entry.time, datetime):
            draft.published = _at_opening_clock(draft, zone)


def _at_opening_clock(draft: Draft, own: tzinfo) -> datetime | None:
    """The clock that opens the post, on the day of the data."""
    moment, clock = draft.published, _opening_clock(draft)
    if moment is None or clock is None:
        return moment
    zone = _zone_of(clock, moment, own)
    is_day = not isinstance(draft.entry.time, datetime)
    day = (moment if is_day else moment.astimezone(zone)).date()
    return localized(datetime.combine(day, time()) + timedelta(seconds=clock.second), zone)


def _open_with_clocks(records: Sequence[Draft]) -> bool:
    """Each with a clock, and not all with the same."""
    clocks = list(map(_opening_clock, records))
    return None not in clocks and len({x.second for x in clocks if x is not None}) > 1


def _opening_clock(draft: Draft) -> Scan | None:
    record = draft.record
    text = record.body[0].gist if record.body else ""
    return _leading_clock(record.headline) or _leading_clock(text)


def _leading_clock(text: str) -> Scan | None:
    """Clock that opens a text: in "19:02(IST) Counting ends", not in "10:26 to Paddington"."""
    found = scan(text) if text[:1].isalnum() or text[:1] in ("(", "[") else None
    if found is None or found.lead:
        return None
    is_apart = found.separator or found.zone or found.unit or found.end == len(text)
    return found if is_apart else None


def without_clock(headline: str) -> str:
    found = CLOCK.search(headline) and _leading_clock(headline)  # most have none
    return headline[found.end :].strip() if found else headline


def without_own_clocks(posts: Sequence[Post | None], zone: tzinfo) -> Sequence[Post | None]:
    """Posts without clocks that open headlines or texts, if most open with the post's own."""
    change = partial(_without_own_clock, zone=zone)
    opened = sum(x is not None and change(x) is not x for x in posts)
    return [x and in_every_version(x, change) for x in posts] if 2 * opened > len(posts) else posts


def _without_own_clock(post: Post, zone: tzinfo) -> Post:
    first = next(iter(post.body), None)
    if end := _end_of_clock(post.headline, post.published, zone):
        return post._replace(headline=post.headline[end:])
    if isinstance(first, Paragraph) and (end := _end_of_clock(first.text, post.published, zone)):
        rest = first.behind(end)
        return post._replace(body=(*[rest] * bool(rest.text), *post.body[1:]))
    return post


def _end_of_clock(text: str, moment: datetime, own: tzinfo) -> int:
    """Characters of a clock that opens the text and says the minute; else 0."""
    found = scan(text) if text.lstrip("([")[:1].isdigit() else None
    if found is None or found.lead:
        return 0
    local = moment.astimezone(_zone_of(found, moment, own))
    return found.end if found.second // 60 == local.hour * 60 + local.minute else 0


def _zone_of(clock: Scan, moment: datetime, own: tzinfo) -> tzinfo:
    """The zone that a clock names, else the blog's `own`."""
    return abbreviated_zone(clock.zone.strip("()"), (own,), year=moment.year) or own


def _are_doubted(drafts: Sequence[Draft]) -> bool:
    """Few posts show a time, most show the same, or differ from the data by an offset of a zone."""
    shown = Counter(x.shown for x in drafts if x.shown)
    known = {x.published for x in drafts} - {None}
    if not (shown and known):
        return not shown
    fewest = max(2 if len(known) < 2 else FEWEST, LEAST_SHARE * len(drafts))
    are_equal = max(shown.values()) * 2 > shown.total()
    return shown.total() < fewest or are_equal or _are_shifted(drafts)


def _are_shifted(drafts: Sequence[Draft]) -> bool:
    """Four in five differ by one offset of a zone."""
    both = ((x.shown, x.published) for x in drafts if x.shown and x.published)
    shifts = Counter(_minute(x) - _minute(y) for x, y in both)
    shift, times = shifts.most_common(1)[0] if shifts else (timedelta(), 0)
    return bool(shift) and not shift % QUARTER and times >= LEAST_SHARE * shifts.total()


def _remark_on_time(draft: Draft, number: int, zone: tzinfo, remarks: Remarks) -> None:
    moment = draft.entry.time
    if moment is None or _aware(moment, zone) != draft.published:
        return
    if not isinstance(moment, datetime):
        remarks.add(DAY_ALONE, number)
    elif moment.tzinfo is None:
        remarks.add(NO_ZONE if _is_unknown(zone) else f"{AS_BLOGS}, {zone}.", number)


def _is_unknown(zone: tzinfo) -> bool:
    return str(zone) in ("UTC", "Etc/UTC")
