"""Lines of JSON that this program printed, read back: each edit and deletion is a line again."""

from sample_blogs import at, blog, post

from tui.model.blog import Image, Paragraph, Version, plain_text
from tui.model.versions import standing_of
from tui.readers import read
from tui.text.replay import json_line


def test_edits_and_deletions_of_a_replay_come_back() -> None:
    edited = post("10:00", "Bells", "Six bells rang over the harbour.", id="p1")
    printed = blog(
        post(
            "10:00",
            "Bells",
            "Five bells rang over the harbour.",
            id="p1",
            versions=(Version(at("10:31"), edited),),
        ),
        post("10:10", "Geese", "They left for the south.", id="p2"),
        post(
            "10:20",
            "Swans",
            "They left for the north.",
            id="p3",
            versions=(Version(at("10:50"), None),),
        ),
        post("10:30", "Rain", "A little rain fell on the pier.", id="p4"),
    )
    standings = [
        standing_of(each, number)
        for number in (0, 1)
        for each in printed.posts
        if number <= len(each.versions)
    ]
    lines = "\n".join(map(json_line, standings))
    found = read(lines.encode())
    assert [(x.published, plain_text(x.body)) for x in found.posts] == [
        (x.published, plain_text(x.body)) for x in printed.posts
    ]
    bells, _, swans, _ = found.posts
    (edit,), (deletion,) = bells.versions, swans.versions
    assert edit.post is not None
    assert (edit.known, plain_text(edit.post.body)) == (at("10:31"), plain_text(edited.body))
    assert deletion == Version(at("10:50"), None)


def test_words_of_pictures_come_back_once() -> None:
    picture = Image("A bell", caption="The bell on the quay", url="https://news.example/a.jpg")
    printed = [
        post(time, "Bells", body=(Paragraph("Six bells rang over the harbour."), picture))
        for time in ("10:00", "10:10")
    ]
    found = read("\n".join(json_line(standing_of(each, 0)) for each in printed).encode())
    assert [plain_text(x.body) for x in found.posts] == [plain_text(x.body) for x in printed]
    assert [x.images for x in found.posts] == [x.images for x in printed]


def test_posts_without_ids_that_share_the_address_of_their_page_stay_apart() -> None:
    posts = [
        post(time, f"News at {time}", "Some words.", url="https://news.example/live")
        for time in ("10:00", "10:10", "10:20")
    ]
    found = read("\n".join(json_line(standing_of(each, 0)) for each in posts).encode())
    assert [x.headline for x in found.posts] == [x.headline for x in posts]
