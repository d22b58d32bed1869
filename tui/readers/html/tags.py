"""HTML's elements by the part that they play in a text."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PICTURES = frozenset(("img", "amp-img", "amp-anim"))
EMBEDS = frozenset((
    "iframe", "video", "audio", "embed", "amp-iframe", "amp-video", "amp-audio", "amp-facebook",
    "amp-youtube", "amp-twitter", "amp-instagram",
))  # fmt: skip
CONTROLS = frozenset(("button", "input", "select", "nav"))
QUOTING = frozenset(("blockquote", "q", "iframe"))
HOLDERS = HEADINGS | frozenset((  # may hold other blocks
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "table", "pre",
    "address", "main", "details", "header", "footer", "aside", "figure", "figcaption",
))  # fmt: skip
BLOCKS = HOLDERS | frozenset((  # end the text before them
    "dt", "dd", "thead", "tbody", "tfoot", "tr", "caption", "center", "summary", "fieldset", "hr",
    "br", "html", "body",
))  # fmt: skip
LINES = HOLDERS | {"dt", "dd", "tbody", "tr", "td", "th"}  # lines of their own
LISTED = frozenset(("li", "td", "th", "dd"))
PROSE = HEADINGS | LISTED | {"p"}  # inline elements inside are no lines of their own
BOLD = frozenset(("b", "strong"))
UNREAD = frozenset((  # without text for readers
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "object", "canvas",
    "textarea",
))  # fmt: skip
UNSEEN = UNREAD | {"iframe", "select", "datalist"}
QUOTED = frozenset(("blockquote", "q", "figure", "nav"))  # quote others
