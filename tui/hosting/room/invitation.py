"""Ways to join, as text and as a QR code; and the lobby's texts."""

import io
from functools import lru_cache
from typing import NamedTuple

CAPTION = "Point your phone here"
QUIET_CELLS = 2  # around the code, for a camera


class Invitation(NamedTuple):
    """Address for browsers, ssh command, and the URL of the QR code."""

    web: str = ""
    ssh: str = ""
    url: str = ""

    def to(self, name: str) -> "Invitation":
        if not name:
            return self
        web = f"{self.web}{name}/" if self.web else ""
        # With a name ssh asks for no terminal by itself.
        ssh = f"{self.ssh.replace('ssh ', 'ssh -t ', 1)} {name}" if self.ssh else ""
        return Invitation(web, ssh, web or self.url)

    @property
    def ways(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.address, self.ssh))))

    @property
    def address(self) -> str:
        """The shortest way to join: "192.168.1.20:8000"."""
        return self.web.removeprefix("http://").removesuffix("/") or self.ssh


@lru_cache(16)
def qr_rows(url: str) -> tuple[str, ...]:
    """A QR code with two rows of modules in each row of text; dark modules are blank."""
    import segno

    drawn = io.StringIO()
    segno.make(url, micro=False, error="l").terminal(drawn, compact=True, border=QUIET_CELLS)
    *rows, last = drawn.getvalue().rstrip("\n").split("\n")
    return (*rows, "█" * len(last))  # the lower half of the last row is no module


class Lobby(NamedTuple):
    """Cleaned texts for guests who wait."""

    title: str
    welcome: str
    about: str = ""
    waits: bool = True  # False: only a presenter brings guests here
