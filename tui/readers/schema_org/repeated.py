"""Updates that the data hold several times: twice in a list, or in two objects of one live blog."""

from collections.abc import Sequence
from typing import Any

from tui.readers.json_repair import text_in
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

TWICE = "The data hold updates twice, with the same id and the same words; left out: {}."
_SAID = ("datePublished", "headline", "articleBody")


def each_once(
    updates: Sequence[Object], further: Sequence[Object], url: str, remarks: Remarks
) -> list[Object]:
    """The updates without those that repeat an id and its words, then those that are `further`.

    Of further ones an id is enough to be a repetition; `url`, the live blog's own, is none.
    """
    kept: list[Object] = []
    seen: set[tuple[str, ...]] = set()
    for update in updates:
        name = _name(update, url)
        key = (name, *_said(update))
        if not name or key not in seen:
            kept.append(update)
            seen.add(key)
    if len(kept) < len(updates):
        remarks.add(TWICE.format(len(updates) - len(kept)))
    if not further:
        return kept
    known = {_name(x, url) for x in updates} - {""}
    said = {_said(x) for x in updates}
    for update in further:
        name, words = _name(update, url), _said(update)
        if name not in known and words not in said:
            kept.append(update)
            known |= {name} - {""}
            said.add(words)
    return kept


def _name(update: Object, url: str) -> str:
    """The id of an update, or ""."""
    names = (x for key in ("@id", "identifier", "url") if isinstance(x := update.get(key), str))
    return next((name for name in names if name != url), "")


def _said(update: Object) -> tuple[str, ...]:
    return tuple(text_in(update.get(key)) for key in _SAID)
