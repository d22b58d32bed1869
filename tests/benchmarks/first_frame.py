"""A driver that reports the CPU time of the first frame with a given text.

Textual loads it from TEXTUAL_DRIVER.
"""

import os
import time

from textual.drivers.linux_driver import LinuxDriver

DRIVER = "first_frame:FirstFrame"
WANTED = "FIRST_FRAME_WITH"
"""The environment variable with the text of that frame."""


class FirstFrame(LinuxDriver):
    """Writes the process's CPU seconds after that frame, as a window title."""

    waiting = True

    def write(self, data: str) -> None:
        super().write(data)
        if self.waiting and os.environ[WANTED] in data:
            self.waiting = False
            super().write(f"\033]0;cpu={time.process_time():.6f};\007")
