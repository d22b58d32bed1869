"""schema.org's LiveBlogPosting: JSON-LD, microdata, RDFa."""

from tui.readers.dialects.dialect import Dialect

DIALECTS = (
    Dialect(
        "schema.org LiveBlogPosting",
        key=("liveblogupdate", "liveblogupdates"),
        fields={
            "time": ("datePublished", "dateCreated", "uploadDate"),
            "edited": ("dateModified",),
            "body": ("articleBody", "text", "description"),
            "headline": ("headline", "alternativeHeadline", "name"),
            "author": ("author", "creator"),
            "id": ("@id", "identifier"),
            "url": ("url", "mainEntityOfPage", "@id"),
        },
    ),
)
