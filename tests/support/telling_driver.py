"""A driver for TEXTUAL_DRIVER that prints the imported modules and ends before the first frame."""

import os
import sys

from textual.drivers.linux_driver import LinuxDriver

DRIVER = "telling_driver:Telling"


class Telling(LinuxDriver):
    """Never draws anything."""

    def start_application_mode(self) -> None:
        os.write(1, " ".join(["BROUGHT IN", *sys.modules, "ALL"]).encode())
        os._exit(0)
