"""Records that are no posts: of another kind, drafts, deleted."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from tui.readers.habits import LEVELS
from tui.readers.json_text import Object, at
from tui.readers.pieces.fields import Path, leaves_of, words_of

_STATES = ("state", "status", "type", "event", "action")
_UNSEEN = ("draft", "deleted", "trash", "unpublished", "removed", "hidden", "rejected")
_STATE = r"(?i)(?:re)?open(?:ed)?|closed|resolved|done|doing|in progress|to do"  # of a task
_EVENT = r"(?!m\.room\.)[a-z_]+\.[a-z_.]+"  # in a program, but no chat's of Matrix
OF_READERS = re.compile(
    r"comment|repl(?:y|ies)|kommentar|coment|related|recommend|teaser|menu|navigation|ping_status",
    re.IGNORECASE,
)


def _is_other(record: Object) -> bool:
    """An event, which says when it starts and not when it was published, a line of a log, a
    commit, or a task."""
    has_level = re.fullmatch(rf"{LEVELS}|[1-6]0", str(record.get("level")).lower()) is not None
    is_logged = has_level and not record.keys().isdisjoint(("message", "msg"))
    starts = any(record[x] and x.lower().startswith("start") for x in record)
    hashes = map(record.get, ("sha", "hash", "commit"))
    is_hashed = _has(r"[0-9a-f]{7,12}|[0-9a-f]{40}", hashes)
    is_commit = is_hashed and not record.keys().isdisjoint(("message", "subject", "commit"))
    is_event = starts and "publish" not in " ".join(record).lower()
    is_sent = _has(_EVENT, map(record.get, ("type", "event", "action")))
    states = (*map(record.get, _STATES), at(record, ("fields", "status", "name")))
    return any((is_logged, is_commit, is_event, is_sent, _has(_STATE, states)))


def are_other(records: Sequence[Object]) -> bool:
    """Each is of another kind, or the cards of a board: a field of any name has the states of
    tasks, which differ."""
    leaves = list(map(leaves_of, records))
    own = (x for each in leaves[:1] for x in each if not any(map(OF_READERS.search, x)))
    fields = ({str(x.get(path)) for x in leaves} for path in own)
    are_cards = any(len(x) > 1 and all(re.fullmatch(_STATE, y) for y in x) for x in fields)
    return are_cards or all(map(_is_other, records))


def _has(form: str, values: Iterable[Any]) -> bool:
    return any(re.fullmatch(form, str(x)) for x in values)


def published(records: list[Object], text: Path) -> list[Object]:
    """Without drafts and deleted posts, unless all are; an object around the `text` says it."""
    around = [text[:n] for n in range(len(text) + 1)]
    return [x for x in records if not any(_is_unseen(at(x, y)) for y in around)] or records


def _is_unseen(value: Any) -> bool:
    states = value.items() if isinstance(value, dict) else ()
    return any(words_of(x)[-1] in _STATES[:2] and str(y).lower() in _UNSEEN for x, y in states)
