"""The invitation: how others come in, as text, as a QR code, and as a box over the page."""

import io
from functools import lru_cache
from typing import NamedTuple

CAPTION = "Point your phone here"
QUIET_CELLS = 2
"""Around the code, for a camera."""


class Invitation(NamedTuple):
    """The address for browsers, the command for terminals, and of both the URL of the QR code."""

    web: str = ""
    ssh: str = ""
    url: str = ""

    def to(self, name: str) -> "Invitation":
        """How guests connect to one of several live blogs; without a name to the only one."""
        if not name:
            return self
        web = f"{self.web}{name}/" if self.web else ""
        # With a name ssh asks for no terminal by itself.
        ssh = f"{self.ssh.replace('ssh ', 'ssh -t ', 1)} {name}" if self.ssh else ""
        return Invitation(web, ssh, web or self.url)

    def ssh_as(self, login: str) -> str:
        """The command for those who log in with a name of their own."""
        words, _, host = self.ssh.rpartition(" ")
        return f"{words} {login}@{host}"

    @property
    def address(self) -> str:
        """The shortest text by which others come in: "192.168.1.20:8000"."""
        return self.web.removeprefix("http://").removesuffix("/") or self.ssh


@lru_cache(16)
def qr_rows(url: str) -> tuple[str, ...]:
    """Draw a QR code with two rows of modules in each row of text; dark modules are blank."""
    import segno

    drawn = io.StringIO()
    segno.make(url, micro=False, error="l").terminal(drawn, compact=True, border=QUIET_CELLS)
    return tuple(drawn.getvalue().rstrip("\n").split("\n"))
