"""Account of a reading: evidence for the posts, use of each visible word."""

from typing import NamedTuple

from tui.model.counted import counted


class ReadingCounts(NamedTuple):
    """Counts for the report of `check`. `found` is a phrase: "26 elements with a time, joined with
    26 records". `words` are visible words of the posts' elements; `hidden` counts the words not
    shown, by kind, except names and headlines."""

    found: str = ""
    words: int = 0
    hidden: tuple[tuple[str, int], ...] = ()
    unread: int = 0  # unread elements with a time that look like posts

    @property
    def sentences(self) -> tuple[str, ...]:
        account = left = ""
        if self.words:
            count = sum(number for _, number in self.hidden)
            kinds = ", ".join(f"{kind} {number}" for kind, number in self.hidden)
            account = f"{count} of {self.words} words not shown: {kinds}"
            if not count:
                account = f"all {self.words} words of the page's posts are shown"
        if self.unread:
            were = "was" if self.unread == 1 else "were"
            left = f"{counted(self.unread, 'more post')} on the page {were} not read"
        return tuple(filter(None, (self.found, account, left)))
