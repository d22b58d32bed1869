"""Head of each post: clock, headline, kicker and authors, as most posts of the text have them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from operator import attrgetter

from tui.model.blog import Author
from tui.readers.habits import is_repeated
from tui.readers.html.plain_text import NUMBER
from tui.readers.names import bylines, is_handle, names_in, signature, signers, speaker, writers
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.lines import SENTENCES, Line, edit_in, is_headline, prose
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.pieces.clocks.usual import HEADLINES, NAMES, is_usual
from tui.readers.times.days import named_day, only_day
from tui.readers.times.languages import says_ago, says_live

_KICKER = (
    r"(?i)analysis|breaking(?: news)?|watch live|live|video|opinion|reaction|get involved"
    r"|key event|goal|belangrijk|importante|wichtig|eilmeldung|l[’']essentiel|vos questions"
    r"|\d{1,3}['’′.]?(?:\s?\+\s?\d{1,2})?\s?(?:['’′]|mins?\b\.?)"  # a game's clock
)
_NUMBER = rf"{NUMBER.pattern}|#\d{{1,4}}$"
_JOINT = r"\s[^\w\s]{1,2}\s"  # "Headline - Ann Lee - Text"
UNTITLED = frozenset({"post", "beitrag"})  # as in "Postpublished at 9:26"
_LINES_ABOVE = 4
LINES_OF_NAMES = 12  # below a clock

type Span = tuple[int, int]
"""First line of a text, and the line behind its last."""


class HeadReader:
    """Heads by habit: `spans` are the lines of each post's text."""

    def __init__(
        self, lines: Sequence[Line], run: Sequence[Opening], spans: Sequence[Span]
    ) -> None:
        self.lines, self.run, self.spans = lines, run, spans
        self.titles = Counter(map(attrgetter("title"), run))
        beside = Counter(y for x in run for y in (x.title, x.rest) if y and not prose(y))
        self.labels = {x for x, count in beside.items() if is_repeated(count, len(run))}
        self.again = _parts_again(run)
        self.are_below = spans[0][0] < run[0].line
        self.are_numbered = _are_numbered(lines, run)
        self.roles = NAMES | HEADLINES
        self.editors = {y.name for x in lines[: run[0].line] for y in signature(x.text)}
        self.counts = Counter(x.text for x in lines[run[0].line : run[-1].line])  # no contents

    def heads(self) -> list[Head]:
        """Read with all roles allowed, and again with the usual; "Good Night" hides names above."""
        found = list(self._walk())
        for group in (NAMES - {"name above"}, {"name above"}, {"headline below"}, HEADLINES):
            used = self.roles & set[str]().union(*map(attrgetter("roles"), found))
            self.roles -= {x for x in group if not is_usual(x, found)}
            if "name above" in group & self.roles and self._are_of_texts_above("name above", found):
                self.roles = self.roles - {"name above"} | {"name at the foot"}
            if self._are_of_texts_above("headline above", found):
                self.roles -= {"headline above"}
            if not used <= self.roles:
                found = list(self._walk())
        for head, following in pairwise([] if self.are_below else found):
            head.end = min(head.end, following.first)
        return found

    def _are_of_texts_above(self, role: str, found: Sequence[Head]) -> bool:
        """Lines read above clocks end the texts above: most touch these and not the clock; or the
        first post has none, and they are all words of the others, or a name is below the last."""
        own = [b for a, b in pairwise(found) if role in b.roles]
        borders = list(map(self._border, own))
        at_foot, above = borders.count((False, True)), borders.count((True, False))
        if role in found[0].roles or role in HEADLINES:
            return at_foot > max(above, len(own) / 2)
        last = {x.text for x in self.lines[found[-1].body : found[-1].end]}
        return at_foot >= above or any(x.roles[role] in last for x in own)

    def _border(self, head: Head) -> tuple[bool, bool]:
        """Blank lines above the head, without buttons of the text above, and above its clock."""
        lines = self.lines[head.first : head.opening.line + 1]
        own = [x for x in lines if not x.repeated] or lines
        return own[0].apart, own[-1].apart

    def _walk(self) -> Iterator[Head]:
        before = self._end_of_front()
        for opening, (start, end) in zip(self.run, self.spans, strict=True):
            head = Head(opening, min(opening.line, start), start, end, rest=opening.rest)
            edit = edit_in(self.lines[opening.end - 1])
            head.edited = edit.second if edit and opening.end > opening.line + 1 else None
            self._read_before(head)
            self._read_behind(head)
            if not head.rest:
                self._read_below(head)
            if not self.are_below:
                self._read_above(head, max(before, head.first - _LINES_ABOVE))
            if self.are_numbered:
                self._read_number(head, before)
            yield head
            before = opening.end

    def _end_of_front(self) -> int:
        """Line below the page's title, the first to say "live", or its own "By Ann Lee"; else 0."""
        first, *others = (x.line for x in self.run)
        near = range(max(0, first - _LINES_ABOVE), first)
        marked = [at + 1 for at in near if signature(self.lines[at].text)]
        is_usual = any(signature(x.text) for at in others for x in self.lines[at - 2 : at])
        live = (at + 1 for at in range(first) if says_live(self.lines[at].text))
        return max(marked[-1] if marked and not is_usual else 0, next(live, 0))

    def _read_before(self, head: Head) -> None:
        title, label = head.opening.title, head.opening.label
        is_usual, scan = "name before" in self.roles, head.opening.scan
        is_dated = bool(scan.day or scan.lead)
        if authors := writers(title or label, are_usual=is_usual, is_dated=is_dated):
            head.authors, head.roles["name before"] = authors, title or label
        elif is_usual and self.titles[title] > 1 and re.sub(_KICKER, "", title).isupper():  # "NTB"
            head.authors = (Author(title),)
        else:
            head.headline, head.kicker = ("", title or label) if self.are_below else (title, label)

    def _read_behind(self, head: Head) -> None:
        if not head.rest or self._speaks(head, head.rest):
            return
        line = replace(self.lines[head.opening.line], text=head.rest)
        while self._reads_inline(head):
            pass
        if head.rest == line.text and self._takes(head, line, "behind"):
            head.rest = ""

    def _reads_inline(self, head: Head) -> bool:
        """Note a name or headline in "10:26 - Headline - Text", "10:26 (Ann Lee): Text"."""
        title, text = self._parted(head)
        if not text or not is_headline(Line(title, apart=False)):
            return False
        if self._may_sign(head, title, text) and (
            authors := signers(title, are_usual="name behind" in self.roles)
        ):
            head.authors, head.rest, head.roles["name behind"] = authors, text, title
        elif "headline inline" in self.roles and title[:1] != "(" and not head.headline:
            head.headline, head.rest, head.roles["headline inline"] = title, text, title
        else:
            return False
        return True

    def _parted(self, head: Head) -> tuple[str, str]:
        """Words behind a clock, parted at a sign like that before them, or behind bold words."""
        sign = head.opening.scan.separator or "|"
        joint = "): " if head.rest[0] == "(" else f" {sign} "
        title, _, text = head.rest.partition(joint) if len({*sign}) == 1 else ("", "", "")
        line = self.lines[head.opening.line]
        before = line.text.partition(head.rest)[0]  # the rest has lost marks behind it
        if bold := line.lead[len(before) :].strip():
            return bold, head.rest[len(bold) :].strip()
        return title, text

    def _speaks(self, head: Head, text: str) -> bool:
        """Note a speaker ("Ann Lee: text"), who is the author if speakers are usual."""
        name, words = speaker(text)
        is_cell = text.startswith(f"{name} | ") and not self._may_sign(head, name, words)
        if not name or head.authors or is_cell:
            return False
        head.roles["speaker"] = name
        if "speaker" in self.roles:
            head.authors, head.rest = (Author(name),), words.strip()
        return "speaker" in self.roles

    def _may_sign(self, head: Head, name: str, text: str) -> bool:
        """The only part before a text, or one that comes again."""
        return not head.authors and (name in self.again or not re.search(_JOINT, text))

    def _read_below(self, head: Head) -> None:
        """Lines that belong to the head; a name with its role is on two of them."""
        while head.body < head.end - 1:
            line, *below = self.lines[head.body : min(head.end, head.body + LINES_OF_NAMES)]
            authors, named = bylines([line.text, *(x.text for x in below)])
            if authors and not head.authors:
                head.authors = authors
            elif not self._takes(head, line, "below"):
                break
            head.body += named or 1
        if head.body < head.end and self._speaks(head, self.lines[head.body].text):
            head.body += 1

    def _read_above(self, head: Head, least: int) -> None:
        """Lines that belong to the head; a name with its role is on two of them."""
        while head.first > least:
            *above, last = self.lines[max(least, head.first - 2) : head.first]
            may_sign = above and "name above" in self.roles and not is_handle(last.text)
            authors, named = bylines([above[0].text, last.text]) if may_sign else ((), 1)
            has_role = named > 1 and not head.authors
            if has_role:
                head.authors, head.roles["name above"] = authors, above[0].text
            elif not self._takes(head, last, "above"):
                break
            head.first -= 1 + has_role

    def _takes(self, head: Head, line: Line, side: str) -> bool:
        """Note a name, headline or label beside the clock."""
        name, headline = f"name {side}", f"headline {side}"
        if _says_again(head, line, side) or self._is_apart(head, line, side):
            return True
        is_nobody, is_usual = all(is_handle(x.name) for x in head.authors), name in self.roles
        is_free = is_nobody and not self._is_above_name(head, line, side)
        may_sign = is_free and (is_usual or side != "above")
        if may_sign and (authors := self._signers(line.text, is_usual=is_usual)):
            head.authors, head.roles[name] = authors, line.text
            return True
        if is_title := self._may_be_headline(head, line, side):
            head.headline, head.roles[headline] = line.text, line.text
        return is_title

    def _signers(self, text: str, *, is_usual: bool) -> tuple[Author, ...]:
        return signers(text, are_usual=is_usual or text in self.editors)

    def _is_above_name(self, head: Head, line: Line, side: str) -> bool:
        """Of two lines of names the first is a headline, "Mayor Asks For Calm", if it is alone."""
        below = head.body + (side == "below")
        is_last = side == "above" or below >= head.end or self.counts[line.text] > 1
        return not is_last and bool(names_in(self.lines[below].text))

    def _may_be_headline(self, head: Head, line: Line, side: str) -> bool:
        if head.headline or f"headline {side}" not in self.roles or not is_headline(line):
            return False
        if re.search(SENTENCES, line.text) and self._is_broken(head, side):
            return False
        if side == "behind":
            return self._has_text_below(head) and not self.are_below
        is_name = signers(line.text, are_usual="name at the foot" in self.roles)
        return side == "below" or (self.counts[line.text] <= 1 and not is_name)

    def _is_broken(self, head: Head, side: str) -> bool:
        """The text goes on below, as of one that is broken at a width."""
        below = self.lines[head.body + (side == "below") : head.end][:1]
        return any(x.text[0].islower() or not x.apart for x in below)

    def _has_text_below(self, head: Head) -> bool:
        """A text that does not go on from the clock's line."""
        if head.body >= head.end:
            return False
        below = self.lines[head.body]
        goes_on = below.text[0].islower() or below.text[0] in ",;"
        return below.apart or not goes_on or signature(below.text) != ()

    def _is_apart(self, head: Head, line: Line, side: str) -> bool:
        """An age, a day, a kicker or a label, as a line that comes again above a headline is."""
        text = line.text
        is_day = _is_day(text, side)
        is_other = is_day or line.repeated
        below = self.lines[head.body + (side == "below") : head.end - 1][: side != "above"]
        is_label = text in self.labels or any(self._is_label(line, x) for x in below)
        if re.fullmatch(_KICKER, text) or (is_label and not (is_other or signers(text))):
            head.kicker = ", ".join(dict.fromkeys(filter(None, (head.kicker, text))))
            return True
        if is_other and not is_day:
            head.labels.append(line)
        return is_other

    def _is_label(self, line: Line, below: Line) -> bool:
        """Comes again above a headline, or is short above a heading."""
        if self.counts[line.text] > 1:
            return below.text != line.text and is_headline(below)
        return below.heading and is_headline(line) and not line.heading

    def _read_number(self, head: Head, least: int) -> None:
        """Number, kicker and headline: "1. Breaking" above, or "1. Headlinepublished at 9:26"."""
        above, marked = head.first - 1, NUMBER.match(head.headline)
        if marked:
            head.headline = head.headline[marked.end() :]
        elif above >= least and (marked := re.match(_NUMBER, self.lines[above].text)):
            words = self.lines[above].text[marked.end() :]
            head.headline, head.kicker = head.headline or words, words if head.headline else ""
            head.first = above
        if head.headline.casefold() in UNTITLED:
            head.headline = ""


def _parts_again(run: Sequence[Opening]) -> set[str]:
    counts = Counter(chain.from_iterable(re.split(_JOINT, x.rest) for x in run))
    return {x for x, count in counts.items() if count > 1}


def _says_again(head: Head, line: Line, side: str) -> bool:
    """The name on this side, or a byline of the names that stand beside the clock or below it."""
    is_own = side == "below" or "name before" in head.roles
    is_name = line.text == head.roles.get(f"name {side}")
    return is_name or (is_own and signature(line.text) == head.authors != ())


def _is_day(text: str, side: str) -> bool:
    """Also an age."""
    return bool(says_ago(text) or only_day(text) or (side != "below" and named_day(text)))


def _are_numbered(lines: Sequence[Line], run: Sequence[Opening]) -> bool:
    """Most posts have a number above, or words that announce the clock."""
    numbered = [x.announced or re.match(_NUMBER, lines[max(0, x.line - 1)].text) for x in run]
    return 2 * sum(map(bool, numbered)) > len(run)
