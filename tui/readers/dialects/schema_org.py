"""schema.org's LiveBlogPosting in JSON-LD."""

from tui.readers.dialects import Dialect
from tui.readers.json_text import Object

_POSTS = ("Posting", "Article")  # BlogPosting, NewsArticle


def _is_no_post(update: Object) -> bool:
    """A part of the page or another live blog."""
    kind = update.get("@type")
    kinds = [x for x in (kind if isinstance(kind, list) else [kind]) if isinstance(x, str) and x]
    is_blog = any(x.endswith("LiveBlogPosting") for x in kinds)
    return is_blog or (bool(kinds) and not any(x.endswith(_POSTS) for x in kinds))


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
