"""Refusals: what a guest hears, and which flag of the host would have let them in."""

from typing import NamedTuple

from tui.hosting.options import Limits
from tui.hosting.present_link import WRONG_CODE


class Refusal(NamedTuple):
    """A reason for a refusal: the sentence for the guest, and the flag that lifts the limit."""

    sentence: str
    flag: str = ""
    """Empty where no limit was the reason."""


REFUSALS = {
    "full": Refusal(
        "The host is full at the moment: try again in a few minutes.", "--limit-guests"
    ),
    "address": Refusal(
        "Too many guests are here from your address: close one of the others first.",
        "--limit-per-address or --hall",
    ),
    "projectors": Refusal(
        "This host has as many projectors as it takes: come as a guest, without --projector.",
        "--limit-projectors",
    ),
    "rate": Refusal(
        "Your address connects too often: try again in a minute.",
        "--limit-connects-per-minute or --hall",
    ),
    "unauthenticated": Refusal(
        "Too many connections ask for nothing yet: try again in a moment.",
        "--limit-unauthenticated, --limit-per-address or --hall",
    ),
    "headers": Refusal("Too many connections ask for nothing yet: try again in a moment."),
    "login time": Refusal(
        "You have asked for nothing in time: connect again.", "--limit-login-time"
    ),
    "pages": Refusal("Too many pages are asked for: try again in a minute."),
    "tries": Refusal("You have tried too many keys: name one with ssh -i."),
    "link": Refusal(WRONG_CODE),
    "proxy": Refusal("Guests reach this host only through its load balancer.", "--proxy-protocol"),
}
"""By the reason's name in the log and in the metrics."""


def limits_line(limits: Limits, *, hall: bool) -> str:
    """Say what is limited and by which flag, for the host's owner."""
    guests = "1 guest" if limits.guests == 1 else f"{limits.guests} guests"
    at_once = f"{guests} at once (--limit-guests)"
    if limits.per_address >= limits.guests:
        return f"Limited: {at_once}; one address may have all of them, as in a hall."
    return (
        f"Limited: {at_once}; of one address {limits.per_address} (--limit-per-address) and "
        f"{limits.connects_per_minute} connections a minute (--limit-connects-per-minute)"
        f"{'' if hall else ', unless --hall'}."
    )
