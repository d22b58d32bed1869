"""Command lines that cannot be followed: one sentence, nothing printed, and no traceback."""

import shlex
from pathlib import Path

import pytest
from command_line import run_here

DATA = Path(__file__).parents[1] / "data"
MEANT = "bundled are: blinken-beijing, skerry-rock."
PRIVATE = "news.example holds a user name or password, which is never sent"
REFUSED = {
    # Options
    "replay --resume --at 10:26": "Give --resume or --at, not both",
    "replay --pace 240 --speed 60": "Give only one of --pace and --speed: each decides how",
    "replay --pace 240 --speed 60 --finish-in 5m": "only one of --pace, --speed and --finish-in",
    "replay --pace fast": "--pace takes words a minute, 20 to 10000, such as 200",
    "replay --pace 240 --skip-gaps": "A reading pace has no gaps to skip",
    "replay --as-of ''": "Type a time such as",
    "convert --as-of ''": "Type a time such as",
    "replay --order newest --speed max": "starts at the oldest post",
    "replay --at 08:00": "08:00 BST is before this blog begins; it lasts from 09:26 to 11:18 BST.",
    "replay --speed 1000000": "over 0 and up to 100000",
    "check --date 15.10.2020": "--date takes a day such as 2020-10-15",
    "check --date 0020-10-15": "--date takes a day such as 2020-10-15",
    "replay --theme nrod --plain": "No theme 'nrod'. Themes: ",
    "replay --date 2020-10-15 --plain": "dates of their own",
    "check DATA/copied-no-times.txt --every 30s": "--date 2020-10-15 --every 30s plays any text",
    "check DATA/copied-no-times.txt --date 2020-10-15": "--every 30s plays any text",
    "convert --all": "--all",
    "convert --to csv": "--all",
    "convert --marked --all blinken-beijing": "--all",
    "convert --marked --all --to html": "--all",
    # Sources
    "check ''": "The name of a source is empty",
    "check 'no such file'": "or bundled live blog 'no such file'; bundled are: blinken-beijing",
    "check blinken-bejing": "did you mean blinken-beijing?",
    "check Blinken-Beijing": "did you mean blinken-beijing?",
    "check www.example.org/live/1": "did you mean the address https://www.example.org/live/1?",
    "check example.org": "did you mean the address https://example.org?",
    "check page.html": MEANT,
    "check ./page.html": MEANT,
    "check pages/2024.html": MEANT,
    "check gopher://x/y": "Not a web address",
    "check http://ada:secret@news.example/x": PRIVATE,
    "fetch -o folder http://ada@news.example/x": PRIVATE,
    "replay --as-of end http://:secret@news.example": PRIVATE,
    "live https://ada:secret@news.example/": "never sent",
    # fetch and live
    "fetch page.html -o x": 'Not a web address: "page.html" (it should start with',
    "fetch https://news.example/live -o ''": "The name of the folder is empty",
    "fetch https://www.bbc.com/news/live/x -o x": "save each page of the live blog in a",
    "fetch https://news.example/live -o DATA/README.md": "is a file; name a folder",
    "live https://www.bbc.co.uk/news/live/x": "liveblog-tui live FOLDER",
    "live x.html --interval 5s": "--interval must be 15s or more",
    "live x.html --at 10:00 --from-start": "not both",
    "live x.html --save /dev/null/x": "cannot be written",
    "live nowhere.html": "Nothing is saved in nowhere.html yet",
    "live example.org/live": "did you mean the address https://example.org/live?",
    "live ''": "The name of the source is empty",
    # serve
    "serve --listen nonsense:": "is not an address to listen on",
    "serve --listen 2222": "is not an address to listen on",
    "serve --speed 0": "a number over 0",
    "serve --loop": "add --room",
    "serve --room --presenter-keys /nowhere": "/nowhere cannot be read",
    "serve --authorized-keys /nowhere": "/nowhere cannot be read",
    "serve --host-key /nowhere": "/nowhere",
    "serve --proxy-protocol here": "an address or a network",
    "serve --metrics x:y": "is not an address to listen on",
    "serve --web --room": "'--room' is not an address to listen on",
    "serve --web 127.0.0.1:0 --proxy-protocol 10.0.0.0/8": "is for guests over SSH: add --listen",
    "serve --web 127.0.0.1:0 --room --presenter-keys /nowhere": "for guests over SSH: add --listen",
    "serve --date 2020-10-15": "dates of their own",
    "serve --room --start-at soon": "takes a time such as 14:00",
    "serve --live --room --loop https://x.example/": "--live is for one live blog on one machine",
    "serve --live example.org/live": "did you mean the address https://example.org/live?",
    "serve --live --room --choose https://x.example/": "--live is for one live blog on one machine",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_followed_is_a_sentence(line: str) -> None:
    done = run_here(*shlex.split(line.replace("DATA", str(DATA))))
    assert REFUSED[line] in done.stderr
    assert (done.stdout, done.returncode in (1, 2)) == ("", True)
    assert "secret" not in done.stderr
    told = [each for each in done.stderr.splitlines() if not each.startswith("Fetching page")]
    assert len(told) == (3 if "no-times" in line else 1)
