"""The streams of posts in the BBC's data: each is a page of one live blog."""

from itertools import pairwise
from typing import Any, NamedTuple

from tui.model.part import Missing, Part
from tui.readers.live_data.bbc_posts import is_post, key_of, published
from tui.readers.live_data.fields import Object, list_at, number_at


class Stream(NamedTuple):
    """The entries of page `number` of `total`; both are 0 where it does not say."""

    entries: list[Any]
    number: int
    total: int


def stream_of(value: Object) -> Stream | None:
    """The stream that an object holds, or None."""
    results = list_at(value, "results")
    if not any(map(is_post, results)):
        return None
    number = number_at(value, "currentPage") or number_at(value, "page", "index")
    total = number_at(value, "numberOfPages") or number_at(value, "page", "total")
    return Stream(results, number, total) if number <= total else Stream(results, 0, 0)


def entries_of(streams: list[Stream]) -> list[Any]:
    """The entries of all streams; one that several have counts once."""
    entries: list[Any] = []
    seen: set[str] = set()
    for stream in streams:
        for entry in stream.entries:
            key = key_of(entry)
            if key not in seen:
                entries.append(entry)
            seen |= {key} - {""}
    return entries


def part_of(streams: list[Stream]) -> Part | None:
    """The part that several pages in one source are; None for one page, whose signs are general."""
    pages = {stream.number: stream for stream in streams if stream.number}
    total = max((stream.total for stream in pages.values()), default=0)
    if len(pages) < 2:
        return None
    numbers = sorted(pages)
    missing = [
        Missing(_times(pages[older])[-1], _times(pages[newer])[0])
        for newer, older in reversed(list(pairwise(numbers)))
        if older > newer + 1 and _times(pages[older]) and _times(pages[newer])
    ]
    if numbers[-1] < total:
        missing.insert(0, Missing(None, min(_times(pages[numbers[-1]]), default=None)))
    if numbers[0] > 1:
        missing.append(Missing(max(_times(pages[numbers[0]]), default=None), None))
    return Part(tuple(missing), tuple(numbers), total, "pages")


def _times(stream: Stream) -> list[Any]:
    times = [published(entry) for entry in stream.entries if isinstance(entry, dict)]
    return sorted(time for time in times if time is not None)
