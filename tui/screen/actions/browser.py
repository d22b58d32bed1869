"""The reader's browser, on their own machine."""

import subprocess
import sys
import webbrowser


def open_in_browser(url: str) -> bool:
    """Opens a web page in a browser with a window of its own; False where there is none.

    One that draws on the terminal would draw over this program.
    """
    if not url.startswith(("http://", "https://")):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser:  # w3m, lynx and their like
        return False
    # In a process whose output goes nowhere: browsers write to the terminal that started them.
    command = [sys.executable, "-m", "webbrowser", url]
    nowhere = subprocess.DEVNULL
    try:
        subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    return True
