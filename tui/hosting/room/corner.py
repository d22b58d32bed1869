"""The corner of a projector's page: the address as text and as a QR code."""

import io

from textual.geometry import Size

from tui.hosting.room.lobby import Invitation
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import wrap

QUIET_CELLS = 2  # around the code, for a camera


def qr_rows(url: str) -> list[str]:
    """Draw a QR code with two rows of modules in each row of text; dark modules are blank."""
    import segno

    drawn = io.StringIO()
    segno.make(url, micro=False, error="l").terminal(drawn, compact=True, border=QUIET_CELLS)
    return drawn.getvalue().rstrip("\n").split("\n")


class Corner(LineWidget):
    """Stands at the right edge, with the code at the bottom; without room only the address."""

    PREFIX = "title"

    def __init__(self, invitation: Invitation) -> None:
        super().__init__(id="corner")
        self._invitation = invitation
        self._code = qr_rows(invitation.url) if invitation.url else []

    def text_rows(self, size: Size) -> list[TextRow]:
        width = max(1, size.width - 2)
        told = [row for _, row in wrap(f"Come in by: {self._invitation.command}", width)]
        fits = size.height > len(self._code) + len(told)
        fits = fits and max(map(len, self._code), default=0) <= width
        # The code's dark modules, which are blank, are dark in a light theme too.
        role = "text" if self.app.current_theme.dark else "code"
        rows: list[TextRow] = [((" ", "text"), (row, role)) for row in self._code] if fits else []
        rows += [((f" {row}", "name"),) for row in told]
        return [()] * max(0, size.height - len(rows)) + rows
