"""schema.org's LiveBlogPosting in JSON-LD."""

from tui.readers.dialects import Dialect

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
    ),
)
