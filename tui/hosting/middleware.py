"""Layers around a guest's session: independent contexts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.monitoring import loggable_name
from tui.hosting.session import Middleware, Session
from tui.model.errors import LiveBlogError
from tui.model.safe_text import printable

WARNING_SECONDS = 60.0  # from the warning to the end
WARNINGS = {
    "idle": "Still there? Any key keeps your seat; else it is given up in a minute.",
    "session": "This session ends in a minute. Any key keeps your seat.",
}


@asynccontextmanager
async def explained(session: Session) -> AsyncIterator[None]:
    """Turn a mistake into a sentence; a crash ends one guest's app, not the host."""
    try:
        yield
    except LiveBlogError as error:
        session.end("arguments", printable(str(error)), 2)
    except Exception as error:  # noqa: BLE001  # whatever an app raises
        guest = session.guest
        session.host.crashed(error, address=guest.address, user=loggable_name(guest.user))
        session.end("crash", status=1)


@asynccontextmanager
async def placed(session: Session) -> AsyncIterator[None]:
    """Get a place at the door and give it back; a refused guest reads the reason."""
    host, guest = session.host, session.guest
    presents, projector = guest.presenter != "", guest.projector
    place, address = session.place, guest.address
    try:
        reason = await host.door.ask(
            "admit", place=place, address=address, presents=presents, projector=projector
        )
        if reason:
            session.end(reason, REFUSALS[reason].sentence, 1)
            raise asyncio.CancelledError  # the session's task ends before anything is shown
        host.sessions[place] = session
        host.garbage.wait(departed=0)
        yield
    finally:
        if host.sessions.pop(place, None) is not None:
            host.garbage.wait(departed=1)
        host.door.tell("gone", place=place)


@asynccontextmanager
async def logged(session: Session) -> AsyncIterator[None]:
    guest, metrics = session.guest, session.host.metrics
    who = {
        "address": guest.address,
        "user": loggable_name(guest.user),
        "key": guest.fingerprint,
        "kind": "projector" if guest.projector else "",
    }
    here = metrics.projectors if guest.projector else metrics.guests
    if not guest.projector:
        metrics.joins.inc()
    here.inc()
    session.host.log.record("joined", **who)
    try:
        yield
    finally:
        here.dec()
        reason = session.reason or "cancelled"
        if not guest.projector:
            metrics.leavings.labels(reason).inc()
        lasted = asyncio.get_running_loop().time() - session.began_at
        session.host.log.record("left", **who, duration=round(lasted, 3), reason=reason)


@asynccontextmanager
async def timed(session: Session) -> AsyncIterator[None]:
    """End an idle or too long session, after a warning a minute before."""
    limits = session.host.limits
    idle = 0.0 if session.guest.projector else limits.idle
    timers = [
        asyncio.create_task(_timer(session, reason, limit))
        for reason, limit in (("idle", idle), ("session", limits.session))
        if limit
    ]
    try:
        yield
    finally:
        for timer in timers:
            timer.cancel()


async def _timer(session: Session, reason: str, limit: float) -> None:
    """Idle time counts since the last key, a session since the keys that answered a warning."""
    now = asyncio.get_running_loop().time
    grace = min(WARNING_SECONDS, limit / 2)
    since = now()
    while True:
        await asyncio.sleep(since + limit - grace - now())
        if reason == "idle" and session.key_at > since:
            since = session.key_at
            continue
        warned_at = now()
        session.warn(WARNINGS[reason])
        await asyncio.sleep(grace)
        if session.key_at <= warned_at:
            session.end(reason)
            return
        since = session.key_at


AROUND: tuple[Middleware, ...] = (placed, logged, explained, timed)  # outermost first
