"""schema.org's LiveBlogPosting in JSON-LD."""

from tui.readers.dialects import Dialect
from tui.readers.json_text import Object, each_of

_POSTS = ("Posting", "Article")  # BlogPosting, NewsArticle


def _is_no_post(update: Object) -> bool:
    """A part of the page."""
    kinds = [x for x in each_of(update.get("@type")) if isinstance(x, str) and x]
    return bool(kinds) and not any(x.endswith(_POSTS) for x in kinds)


DIALECTS = (
    Dialect(
        "schema.org LiveBlogPosting",
        key=("liveblogupdate", "liveblogupdates"),
        fields={
            "time": ("datePublished", "dateCreated", "uploadDate"),
            "edited": ("dateModified",),
            "body": ("articleBody", "text"),
            "lead": ("description",),
            "headline": ("headline", "alternativeHeadline", "name"),
            "author": ("author", "creator"),
            "id": ("@id", "identifier"),
            "url": ("url", "mainEntityOfPage", "@id"),
            "image": ("image", "video", "audio", "associatedMedia", "sharedContent"),
        },
        leaves_out=_is_no_post,
    ),
)
