"""Web addresses that are safe to send to a terminal."""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

LINK_LENGTH = 2083  # characters; terminals ignore longer links (VTE's limit)

_PLAIN_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!#-&(-;=?-\[\]^_a-~]*)?")
# Not compiled: few pages need these.
_UNSAFE_IN_LINK = r"[\x00-\x1f\x7f-\x9f\\<>`\ud800-\udfff]"
SHARING = (
    r"(?i)(?:https?:)?//(?:[\w-]{1,20}\.)?(?:facebook\.com/(?:sharer|share\.php|dialog/)"
    r"|(?:twitter|x)\.com/(?:intent/(?:tweet|post)\b|share\b)|linkedin\.com/(?:share|cws/share)"
    r"|whatsapp\.com/send\b|wa\.me/?\?|t\.me/share|telegram\.me/share|reddit\.com/submit\b"
    r"|pinterest\.\w{2,3}/pin/create|xing\.com/spi/shares|flipboard\.com/share)"
    r"|whatsapp:|fb-messenger:|mailto:\?"
)
_ARCHIVED = r"^\s*(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)"
_STAYS = "!#$%&()*+,/:;=?@[]^{|}~"


def safe_link(url: str) -> str:
    """The address if it is http(s), else "": in printable ASCII without spaces, quotes and
    backslashes, which is safe to send to a terminal. One with a user's name is refused."""
    url = url.strip(" \t\r\n\f")
    if url[:4].lower() != "http" or len(url) > LINK_LENGTH:
        return ""
    if _PLAIN_LINK.fullmatch(url):
        return url
    try:
        plain = "" if re.search(_UNSAFE_IN_LINK, url) else _encoded(url)
    except ValueError:  # no host, or an invalid host or port
        return ""
    return plain if len(plain) <= LINK_LENGTH and _PLAIN_LINK.fullmatch(plain) else ""


def _encoded(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = "" if parts.port is None else f":{parts.port}"
    after = quote(url.partition("//")[2][len(parts.netloc) :], safe=_STAYS)
    return "" if "@" in parts.netloc else f"{parts.scheme}://{host}{port}{after}"


_PROVIDERS = {
    "twitter.com": "Twitter", "x.com": "X", "t.co": "Twitter", "facebook.com": "Facebook",
    "fb.watch": "Facebook", "instagram.com": "Instagram", "tiktok.com": "TikTok",
    "youtube.com": "YouTube", "youtu.be": "YouTube", "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo", "dailymotion.com": "Dailymotion", "reddit.com": "Reddit",
    "bsky.app": "Bluesky", "threads.net": "Threads", "threads.com": "Threads",
    "mastodon.social": "Mastodon", "t.me": "Telegram", "telegram.org": "Telegram",
    "linkedin.com": "LinkedIn", "pinterest.com": "Pinterest", "spotify.com": "Spotify",
    "soundcloud.com": "SoundCloud", "truthsocial.com": "Truth Social", "flickr.com": "Flickr",
    "twitch.tv": "Twitch", "streamable.com": "Streamable", "giphy.com": "Giphy",
    "datawrapper.de": "Datawrapper", "dwcdn.net": "Datawrapper", "flourish.studio": "Flourish",
    "flo.uri.sh": "Flourish", "infogram.com": "Infogram", "jwplatform.com": "Video",
    "brightcove.net": "Video", "documentcloud.org": "DocumentCloud", "scribd.com": "Scribd",
}  # fmt: skip
EMBED_CLASSES = {
    "twitter-tweet": "Twitter", "twitter-video": "Twitter", "nojs-tweet": "Twitter",
    "tweet": "Twitter", "instagram-media": "Instagram", "tiktok-embed": "TikTok",
    "fb-post": "Facebook", "fb-video": "Facebook", "reddit-card": "Reddit",
    "reddit-embed-bq": "Reddit", "bluesky-embed": "Bluesky", "mastodon-embed": "Mastodon",
    "text-post-media": "Threads", "telegram-post": "Telegram", "imgur-embed-pub": "Imgur",
    "flourish-embed": "Flourish", "infogram-embed": "Infogram", "truthsocial-embed": "Truth Social",
}  # fmt: skip


@lru_cache(maxsize=4096)
def provider_of(url: str) -> str:
    """Name of the well-known site of an address, or ""."""
    host = host_in(url)
    while host and host not in _PROVIDERS:
        host = host.partition(".")[2]
    return _PROVIDERS.get(host, "")


def site_of(url: str) -> str:
    """Well-known name of the site, else the host."""
    return provider_of(url) or host_in(url).removeprefix("www.") or "Embedded"


def original(url: str) -> str:
    """Address of the page that the Wayback Machine copied; other addresses stay."""
    return re.sub(_ARCHIVED, "", url, count=1) if "/web/" in url else url


def address(url: str | None, base: str = "") -> str:
    """Safe http(s) address, joined to `base` if relative; else ""."""
    if not url:
        return ""
    url = original(url.replace("&amp;", "&"))  # decoded once, like all text in JSON
    if not url.startswith(("http://", "https://")) and len(url) < 2000:
        try:
            url = urljoin(base or "https:", url)
        except ValueError:
            return ""
    return safe_link(url)


def page_of(target: str | None) -> str:
    """Address without query and fragment."""
    return (target or "").partition("#")[0].partition("?")[0]


def host_in(url: str) -> str:
    """The host of an address, also of one without https://, in small letters; "" without any."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
