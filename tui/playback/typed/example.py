"""By which clock face a typed time is meant, and one as an example from the live blog at hand."""

from collections.abc import Sequence

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces


def typed_face(blog: LiveBlog, faces: Sequence[ClockFace]) -> ClockFace:
    """The first face with a zone, else the blog's own."""
    return next((face for face in faces if face.zone is not None), clock_faces(blog)[0])


def example_time(blog: LiveBlog, faces: Sequence[ClockFace]) -> str:
    """The time of the middle post."""
    return typed_face(blog, faces).clock(blog.posts[len(blog.posts) // 2].published)
