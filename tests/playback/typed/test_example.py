"""The example is a time of the blog, in the zone on screen."""

from sample_blogs import bundled_like

from tui.model.clock_face import clock_faces
from tui.playback.typed.example import example_time


def test_the_example_is_a_time_of_the_blog_by_the_first_face_with_a_zone() -> None:
    entry = bundled_like()
    faces = clock_faces(entry)
    assert [example_time(entry, faces[n:]) for n in range(len(faces))] == [
        "10:11",
        "17:11",
        "09:11",
        "10:11",
    ]
    assert example_time(entry, ()) == "10:11"
