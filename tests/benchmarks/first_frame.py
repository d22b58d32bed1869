"""A driver that tells what the first frame with a given text in it cost; Textual takes it from TEXTUAL_DRIVER."""

import os
import time

from textual.drivers.linux_driver import LinuxDriver

DRIVER = "first_frame:FirstFrame"
WANTED = "FIRST_FRAME_WITH"
"""The environment variable with the text that the frame must show."""


class FirstFrame(LinuxDriver):
    """Writes the process's CPU seconds after that frame, as a title that no terminal shows."""

    waiting = True

    def write(self, data: str) -> None:
        super().write(data)
        if self.waiting and os.environ[WANTED] in data:
            self.waiting = False
            super().write(f"\033]0;cpu={time.process_time():.6f};\007")
