"""Elements that name an update: by an id, a name, a `data-*` attribute or a link to it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.model.safe_text import letters_of
from tui.readers.page_binding.entry import Entry

MOST_ELEMENTS = 12
"""Elements that a run of digits may name; more of them say nothing."""
MOST_ATTRIBUTES = 200_000
"""Attributes of a page that are compared."""
MOST_NAMES = 50
"""Names of attributes in which updates are looked for."""
LONGEST_VALUE = 300
"""Characters of an attribute or an address that can name an update."""
_RUN = re.compile(r"[0-9a-f]{16,}|[0-9]{4,}")
_QUERY = re.compile(r"[?&][^=&#]*=([^&#]+)")
_VALUE = r"""\s*=\s*("[^"]{1,300}"|'[^']{1,300}'|[^\s"'>]{1,300})"""
# Patterns that begin with letters are found twice as fast.
_MARK = re.compile(rf"data-(?<![\w.:-]data-)[\w.:-]++{_VALUE}")
_LINK = re.compile(rf"href{_VALUE}")
_LAST_PART = re.compile(r"[^\W\d][_:-]((?=[\w.]{0,80}?\d)[\w.]{1,80}+)$")
_NOBODY = -1
"""Stands for the owner of a key that several updates have."""

type Candidates = dict[int, list[LexborNode]]


class Addresses:
    """The keys of updates: whole names, links, and runs of digits; a shared key names nobody."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._names: dict[str, int] = {}
        self._runs: dict[str, int] = {}
        self._links: dict[str, int] = {}
        for number, entry in enumerate(entries):
            self._add(number, entry)

    def _add(self, number: int, entry: Entry) -> None:
        names: dict[str, None] = {}
        last_parts = []
        for address in entry.addresses:
            whole, mark, fragment = unquote(address[:LONGEST_VALUE]).partition("#")
            is_link = whole.startswith(("http:", "https:"))
            if mark or not is_link:
                names[fragment if mark else whole] = None
            if is_link:
                _own(self._links, address, number)
                names.update(dict.fromkeys(_QUERY.findall(whole)))
                last_parts.append(whole.partition("?")[0].rstrip("/").rpartition("/")[2])
        keys = {letters_of(name) for name in (*names, *last_parts)}
        if entry.moment is not None:
            keys.add(str(int(entry.moment.timestamp())))
        for key in keys - {""}:
            _own(self._names, key, number)
        for run in {_longest_run(text) for text in (*names, *last_parts)} - {""}:
            _own(self._runs, run, number)

    def is_named(self, number: int, node: LexborNode) -> bool:
        """Whether an element's id is an update's name, and no word that any element may have."""
        key = node.id or ""
        return any(map(str.isdigit, key)) and self._owner(key) == (number, "")

    def by_id(self, tree: LexborHTMLParser) -> Candidates:
        """The elements whose id or name is an update's."""
        nodes = tree.css("[id], a[name]")[:MOST_ATTRIBUTES]
        values = [(node, node.id or node.attributes.get("name") or "") for node in nodes]
        return self._named(values)

    def by_mark(self, tree: LexborHTMLParser, text: str) -> Candidates:
        """The elements whose `data-*` attribute or link names an update; `text` is the page's."""
        telling = self._telling_attributes(text)
        if not telling:
            return {}
        names = sorted(telling)[:MOST_NAMES]
        nodes = tree.css(", ".join(f"[{name}]" for name in names))[:MOST_ATTRIBUTES]
        values = []
        for node in nodes:
            attributes = node.attributes
            values += [(node, x) for name in names if (x := attributes.get(name))]
        values.sort(key=lambda pair: pair[0].tag == "a")
        return self._named(values)

    def _telling_attributes(self, text: str) -> set[str]:
        """The names of attributes of which a value in the page's text names an update."""
        telling: set[str] = set()
        runs: Counter[tuple[str, str]] = Counter()
        written = chain(_MARK.finditer(text), _LINK.finditer(text))
        for found in islice(written, MOST_ATTRIBUTES):
            name = found[0].partition("=")[0].rstrip()
            value = found[1].strip("\"'").replace("&amp;", "&")
            owner, run = self._owner(value)
            if owner is None:
                continue
            if run:
                runs[run, name] += 1
            else:
                telling.add(name)
        telling.update(name for (_, name), times in runs.items() if times <= MOST_ELEMENTS)
        return {name for name in telling if re.fullmatch(r"[a-z][a-z0-9-]*", name)}

    def _owner(self, value: str) -> tuple[int | None, str]:
        """The update that a value names, and the run of digits by which, or "" for the whole."""
        if len(value) > LONGEST_VALUE:
            return None, ""
        if "%" in value:
            value = unquote(value)
        if "/" in value or value.startswith("#"):
            link = self._links.get(value)
            _, mark, fragment = value.partition("#")
            if link is not None or not mark:
                return (link if link != _NOBODY else None), ""
            value = fragment
        owner = self._names.get(letters_of(value)) if value else None
        if owner is None and (last := _LAST_PART.search(value)):
            owner = self._names.get(letters_of(last[1]))
        if owner is not None:
            return (owner if owner != _NOBODY else None), ""
        for run in _RUN.findall(value.lower()):
            owner = self._runs.get(run)
            if owner is not None and owner != _NOBODY:
                return owner, run
        return None, ""

    def _named(self, values: Iterable[tuple[LexborNode, str]]) -> Candidates:
        whole: defaultdict[int, dict[int, LexborNode]] = defaultdict(dict)
        in_part: defaultdict[int, dict[int, LexborNode]] = defaultdict(dict)
        for node, value in values:
            owner, run = self._owner(value)
            if owner is not None:
                (in_part if run else whole)[owner].setdefault(node.mem_id, node)
        found = {key: list(nodes.values())[:MOST_ELEMENTS] for key, nodes in whole.items()}
        for key, nodes in in_part.items():
            if len(nodes) <= MOST_ELEMENTS:
                found[key] = [*found.get(key, ()), *nodes.values()]
        return found


def _own(keys: dict[str, int], key: str, number: int) -> None:
    """Give a key to an update, or to nobody if another has it."""
    keys[key] = number if keys.get(key, number) == number else _NOBODY


def _longest_run(text: str) -> str:
    return max(_RUN.findall(text.lower()), key=len, default="")
