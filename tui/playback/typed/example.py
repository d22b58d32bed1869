"""A time that can be typed for a moment of the live blog at hand, as an example."""

from collections.abc import Sequence

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces


def example_time(blog: LiveBlog, faces: Sequence[ClockFace]) -> str:
    """The time of the middle post, by the first face with a zone, else by the blog's own."""
    face = next((face for face in faces if face.zone is not None), clock_faces(blog)[0])
    return face.clock(blog.posts[len(blog.posts) // 2].published)
