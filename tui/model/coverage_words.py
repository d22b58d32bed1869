"""Words for an incomplete live blog, for all outputs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, own_face
from tui.model.coverage import Coverage, MissingSpan

_EVIDENCE = {
    "pages": "the source counts its pages",
    "older link": "the page links to older posts",
    "captures": "a capture begins after the one before it was saved",
}


def part_line(blog: LiveBlog, face: ClockFace | None = None) -> str:
    """Like "part 1 of 5: begins at 11:42", on the blog's own clock face; "" for a whole one."""
    part = blog.part
    if part is None or part.is_whole:
        return ""
    name = f"{_numbers('part', part.pages)} of {part.total}" if part.pages else "a part"
    return f"{name}: {', '.join(_extent(part, face or own_face(blog)))}"


def _extent(part: Coverage, face: ClockFace) -> Iterator[str]:
    begins, ends = part.missing[0].before, part.missing[-1].after
    if begins and part.lacks_older:
        yield f"begins at {face.time(begins)}"
    if between := [f"{face.time(x)} to {face.time(y)}" for x, y in part.missing if x and y]:
        yield f"lacks {' and '.join(between)}"
    if ends and part.lacks_newer:
        yield f"ends at {face.time(ends)}"


def coverage_facts(blog: LiveBlog) -> dict[str, str] | None:
    """All that is known of the coverage, in words or ""; None without evidence of several parts."""
    part = blog.part
    if part is None:
        return None
    face = own_face(blog)
    facts = dict.fromkeys(("line", "pages", "missing", "sign", "rest"), "")
    facts |= {"line": part_line(blog, face), "sign": _EVIDENCE.get(part.sign, "")}
    if part.pages and part.total != 1:
        pages = f"{_numbers('page', part.pages)} of {part.total}"
        facts["pages"] = pages if part.missing_pages else f"all {part.total} pages"
    if not part.is_whole:
        posts = "posts " + " and ".join(_span(span, face) for span in part.missing)
        pages = _numbers("page", part.missing_pages)
        facts |= {"missing": "; ".join(filter(None, (posts, pages))), "rest": _advice(part)}
    return facts


def _numbers(unit: str, numbers: Sequence[int]) -> str:
    """Like "page 2", "pages 2 to 5", "pages 1, 2 and 4"; empty without numbers."""
    if not numbers:
        return ""
    texts: list[str] = []
    # In a run of consecutive numbers, number minus place is the same.
    for _, counted in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in counted]
        texts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    *others, last = texts
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"{unit}{'s' if len(numbers) > 1 else ''} {listed}"


def _span(span: MissingSpan, face: ClockFace) -> str:
    after, before = (moment and face.named(moment) for moment in span)
    if span.after is None:
        return f"before {before or 'an unknown time'}"
    return f"between {face.time(span.after)} and {before}" if before else f"after {after}"


def _advice(part: Coverage) -> str:
    """The way to get the rest, in one sentence."""
    here = f" (the next is {part.links[0]})" if part.links else ""
    if part.missing_pages:
        named = f"{_numbers('page', part.missing_pages)} in a browser too{here}"
    elif part.total:
        named = "all pages again in a browser, the one with the newest posts first,"
    else:
        named = f"its pages with the other posts in a browser too{here}"
    return f"Save {named} and give all the files, or the folder that they are in, as sources."
