"""Addresses of the web that can be given to a terminal."""

import re
from urllib.parse import quote, urlsplit

LINK_LENGTH = 2083
"""Characters; a longer link is refused, as terminals ignore it (the limit of VTE)."""

_PLAIN_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!#-&(-;=?-\[\]^_a-~]*)?")
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x1f\x7f-\x9f\\<>`\ud800-\udfff]")
_STAYS = "!#$%&()*+,/:;=?@[]^{|}~"


def safe_link(url: str) -> str:
    """The address if it is http(s) and can be given to a terminal, else "".

    What comes back is printable ASCII without spaces, quotes and backslashes. Letters beyond ASCII, spaces and quotes
    after the host are percent-encoded, a host beyond ASCII is written in IDNA; one with a user's name in it is refused.
    """
    url = url.strip(" \t\r\n\f")
    if not url or len(url) > LINK_LENGTH:
        return ""
    if _PLAIN_LINK.fullmatch(url):
        return url
    if _UNSAFE_IN_LINK.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # no host, a host that is no name, a port that is no number
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+", host) or "@" in parts.netloc:
        return ""
    after = quote(url[url.index("//") + 2 + len(parts.netloc) :], safe=_STAYS)
    plain = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{after}"
    return plain if _PLAIN_LINK.fullmatch(plain) and len(plain) <= LINK_LENGTH else ""
