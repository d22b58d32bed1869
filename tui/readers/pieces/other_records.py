"""Records that are no posts: events, tasks, goods, measurements, lines of a log, drafts."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from tui.readers.habits import LEVELS
from tui.readers.json_text import Object, at
from tui.readers.pieces.fields import NO_TIME, Fields, Leaves, Path, ranks_of, words_of

SURE = 2  # ranks of names that say a post's text, as "description" does not
MOST_ODD = 1  # fields that differ and have no role, beside a text whose name does not say it
_STATES = ("state", "status", "type", "event", "action")
_UNSEEN = ("draft", "deleted", "trash", "unpublished", "removed", "hidden", "rejected")
_STATE = r"(?i)(?:re)?open(?:ed)?|closed|merged|resolved|done|doing|in progress|to do"  # of a task
_EVENT = r"(?!m\.room\.)[a-z_]+\.[a-z_.]+"  # in a program, but no chat's of Matrix
_ANSWER = r"(?is)(?:re|aw|sv|antw|rv|odp|vs|ynt|回复|答复)(?:\[\d+\])?[:：] .*|\[(?:\w+ )?PATCH\b.*"
_NO_POSTS = frozenset((  # words of names of fields that no post has
    "price", "currency", "sku", "quantity", "amount", "due", "deadline", "commit", "rating",
    "salary", "syslog", "revid",
))  # fmt: skip
_TOGETHER = ({"vendor", "variants"}, {"namespace", "reason"}, {"status", "locality"})
_OF_POSTS = NO_TIME | {
    "likes", "shares", "order", "position", "index", "minute", "score", "slug", "state", "status",
}  # fmt: skip
OF_READERS = re.compile(
    r"comment(?!ar(?:y|ies))|repl(?:y|ies)|kommentar|coment|related|recommend|teaser|menu|navigation|ping_status",
    re.IGNORECASE,
)


def are_other(records: Sequence[Object], leaves: Sequence[Leaves], fields: Fields) -> bool:
    titles = [x for x in {*chain.from_iterable(leaves)} if "headline" in ranks_of(x[-1])]
    are_answers = 2 * sum(_has(_ANSWER, map(x.get, titles)) for x in leaves) >= len(records)
    return are_answers or all(map(_is_other, records, leaves)) or _are_things(leaves, fields)


def _is_other(record: Object, leaves: Leaves) -> bool:
    """A line of a log, a commit, what a program did, a task, or a thing."""
    is_logged = _has(rf"(?i){LEVELS}|[1-6]0", map(record.get, ("level", "severity")))
    is_hashed = _has(r"[0-9a-f]{7,12}|[0-9a-f]{40}", map(record.get, ("sha", "hash")))
    is_commit = is_hashed and not record.keys().isdisjoint(("message", "subject"))
    is_commit |= _has(r"\S*/commit/[0-9a-f]{4,40}", (record.get("link"),))
    is_sent = _has(_EVENT, map(record.get, ("type", "event", "action")))
    states = (*map(record.get, _STATES), at(record, ("fields", "status", "name")))
    words = {*chain.from_iterable(words_of(path[-1]) for path, x in leaves.items() if x)}
    is_thing = not _NO_POSTS.isdisjoint(words) or any(x <= words for x in _TOGETHER)
    return any((is_logged, is_commit, is_sent, is_thing, _has(_STATE, states)))


def _has(form: str, values: Iterable[Any]) -> bool:
    return any(re.fullmatch(form, str(x)) for x in values)


def _are_things(leaves: Sequence[Leaves], fields: Fields) -> bool:
    """No name says that the text is a post's, and each is of an event, which says when it starts,
    or other fields differ than those of a post: a note on a booking is beside room and nights."""
    text = fields.get("body", [("",)])[0][-1]
    is_post = ranks_of(text).get("body", SURE) < SURE or "update" in words_of(text)
    names = [" ".join(path[0].lower() for path in each) for each in leaves]
    starts = all(re.search(r"\bstart", x) and "publish" not in x for x in names)
    return not is_post and (starts or _odd_fields(leaves, fields) > MOST_ODD)


def _odd_fields(leaves: Sequence[Leaves], fields: Fields) -> int:
    known = {x for paths in fields.values() for x in paths[:1]}
    values: dict[Path, set[str]] = {}
    for path, value in chain.from_iterable(map(dict.items, leaves)):
        if not (isinstance(value, dict | list) or path in known or _has_role(path[-1])):
            values.setdefault(path, set()).add(str(value))
    return sum(len(x) > 1 for x in values.values())


def _has_role(name: str) -> bool:
    is_counted = not _OF_POSTS.isdisjoint(words_of(name))
    return bool(ranks_of(name)) or is_counted or name.lower().endswith("id")


def published(records: list[Object], text: Path) -> list[Object]:
    """Without drafts and deleted posts, unless all are; an object around the `text` says it."""
    around = [text[:n] for n in range(len(text) + 1)]
    return [x for x in records if not any(_is_unseen(at(x, y)) for y in around)] or records


def _is_unseen(value: Any) -> bool:
    states = value.items() if isinstance(value, dict) else ()
    return any(words_of(x)[-1] in _STATES[:2] and str(y).lower() in _UNSEEN for x, y in states)
