"""The present link: a secret of this start of the host, by which anybody may drive its rooms."""

import asyncio
import hmac
from secrets import randbits

from tui.hosting.rate_limit import TokenBucket

SECRET_BITS = 128
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nobody confuses them
ALIKE = str.maketrans("OIL", "011", "- ")
GROUP = 4
MOST_TYPED = 100
TRIES_A_MINUTE = 10  # wrong codes of one address, before each further code waits
LONGEST_WAIT_SECONDS = 10.0
MOST_WAITING = 20  # wrong codes that wait at once; further codes are refused without a wait
MOST_ADDRESSES = 1000
BY_LINK = "present link"  # in place of a fingerprint
WRONG_CODE = (
    "This present link is not valid: the host makes a new one at each start. "
    "Copy it again from the host's terminal, or watch as everybody does."
)


class PresentLink:
    """Checks codes. Guesses of an address are slowed down; the right code is never refused."""

    def __init__(self) -> None:
        number = randbits(SECRET_BITS)
        letters = [LETTERS[number >> at & 31] for at in range(0, SECRET_BITS, 5)]
        groups = ("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))
        self.code = "-".join(groups)
        self._waiting = 0
        self._tries: dict[str, TokenBucket] = {}

    def is_right(self, typed: str) -> bool:
        """Compare in constant time; case, hyphens and spaces are free."""
        plain = typed[:MOST_TYPED].upper().translate(ALIKE).encode("utf-8", "replace")
        return hmac.compare_digest(plain, self.code.replace("-", "").encode())

    async def admits(self, typed: str, address: str) -> bool:
        """True for the right code; a wrong code waits after many of `address` in a minute."""
        if self.is_right(typed):
            return True
        if address not in self._tries:
            if len(self._tries) >= MOST_ADDRESSES:
                self._tries.pop(next(iter(self._tries)))
            now = asyncio.get_running_loop().time
            self._tries[address] = TokenBucket(TRIES_A_MINUTE / 60, TRIES_A_MINUTE, now)
        wait = min(self._tries[address].take(1), LONGEST_WAIT_SECONDS)
        if wait and self._waiting < MOST_WAITING:
            self._waiting += 1
            try:
                await asyncio.sleep(wait)
            finally:
                self._waiting -= 1
        return False
