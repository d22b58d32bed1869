"""One post as plain text, as the replay without a screen prints it."""

from io import StringIO

from rich.console import Console

from tui.model.blog import LiveBlog, Post
from tui.model.clock_face import clock_faces
from tui.model.versions import standing_of
from tui.text.post import LEAST_WIDTH, draw_post


def post_text(post: Post, blog: LiveBlog, width: int = 80) -> str:
    """The post as it stands at last, with times on the blog's own clock face."""
    text = StringIO()
    console = Console(
        file=text, width=max(width, LEAST_WIDTH), color_system=None, force_terminal=False
    )
    face = clock_faces(blog)[0]._replace(spelled_out=True)
    console.print(draw_post(standing_of(post), face), crop=False)
    return text.getvalue()
