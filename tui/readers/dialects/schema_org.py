"""schema.org's LiveBlogPosting in JSON-LD."""

from tui.readers.dialects import Dialect

DIALECTS = (
    Dialect(
        "schema.org LiveBlogPosting",
        key=("liveblogupdate", "liveblogupdates"),
        fields={
            "time": ("datePublished", "dateCreated", "uploadDate"),
            "body": ("articleBody", "text"),
            "lead": ("description",),
            "headline": ("headline", "alternativeHeadline", "name"),
            "url": ("url", "mainEntityOfPage", "@id"),
            "image": ("image", "video", "audio", "associatedMedia", "sharedContent"),
        },
    ),
)
