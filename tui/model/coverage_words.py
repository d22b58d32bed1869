"""Words for an incomplete live blog, for all outputs."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, own_face
from tui.model.coverage import Coverage, MissingSpan


def part_line(blog: LiveBlog, face: ClockFace | None = None) -> str:
    """Like "part 1 of 5: begins at 11:42"; empty for a whole live blog. `face` is by default the
    blog's own."""
    part = blog.part
    if part is None or part.is_whole:
        return ""
    return f"{_name(part)}: {_extent(part, face or own_face(blog))}"


def missing_line(blog: LiveBlog, face: ClockFace) -> str:
    """Like "posts before 11:42 BST; pages 2 to 5"; empty for a whole live blog."""
    part = blog.part
    if part is None or part.is_whole:
        return ""
    posts = "posts " + " and ".join(_span(span, face) for span in part.missing)
    return f"{posts}; {_number_words(part.missing_pages)}" if part.missing_pages else posts


def pages_line(part: Coverage) -> str:
    """Like "page 1 of 5", "all 5 pages"; empty for a single page, or one that is not counted."""
    if not part.pages or part.total == 1:
        return ""
    if not part.missing_pages:
        return f"all {part.total} pages"
    return f"{_number_words(part.pages)} of {part.total}"


_EVIDENCE = {
    "pages": "the source counts its pages",
    "older link": "the page links to older posts",
    "captures": "a capture begins after the one before it was saved",
}


def how_known(part: Coverage) -> str:
    """The evidence as a clause: "the source counts its pages"."""
    return _EVIDENCE.get(part.sign, "")


def how_to_get_the_rest(blog: LiveBlog) -> str:
    """One sentence; empty for a whole live blog."""
    part = blog.part
    if part is None or part.is_whole:
        return ""
    here = f" (the next is {part.links[0]})" if part.links else ""
    if part.missing_pages:
        named = f"{_number_words(part.missing_pages)} in a browser too{here}"
    elif part.total:
        named = "all pages again in a browser, the one with the newest posts first,"
    else:
        named = f"its pages with the other posts in a browser too{here}"
    return f"Save {named} and give all the files, or the folder that they are in, as sources."


def _name(part: Coverage) -> str:
    if not part.pages:
        return "a part"
    return f"{_number_words(part.pages, 'part')} of {part.total}"


def _number_words(numbers: Sequence[int], unit: str = "page") -> str:
    """Like "page 2", "pages 2 to 5", "pages 1, 2 and 4"."""
    runs: list[list[int]] = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts: list[str] = []
    for run in runs:
        texts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    listed = " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    return f"{unit}{'s' if len(numbers) > 1 else ''} {listed}"


def _extent(part: Coverage, face: ClockFace) -> str:
    begins, ends = part.missing[0].before, part.missing[-1].after
    between = [span for span in part.missing if span.after and span.before]
    is_open = part.missing[0].after is None
    texts = []
    if is_open and begins is not None:
        texts.append(f"begins at {face.time(begins)}")
    if between:
        texts.append("lacks " + " and ".join(_between(span, face) for span in between))
    if ends is not None and part.missing[-1].before is None:
        texts.append(f"ends at {face.time(ends)}")
    return ", ".join(texts)


def _span(span: MissingSpan, face: ClockFace) -> str:
    if span.after is None:
        return f"before {_time_words(span.before, face)}"
    if span.before is None:
        return f"after {_time_words(span.after, face)}"
    return f"between {face.time(span.after)} and {_time_words(span.before, face)}"


def _between(span: MissingSpan, face: ClockFace) -> str:
    return " to ".join(face.time(moment) for moment in span if moment is not None)


def _time_words(moment: datetime | None, face: ClockFace) -> str:
    return face.named(moment) if moment is not None else "an unknown time"
