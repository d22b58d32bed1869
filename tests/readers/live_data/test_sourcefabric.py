"""Sourcefabric's posts: groups of items, ordered by their times and not by `order`."""

from typing import Any

import pytest
from live_blog_data import as_json, said
from liveblogs import page

from tui.model.blog import Embed, Image, Link, Paragraph, Quote
from tui.readers import read
from tui.readers.live_data.sourcefabric import NO_ITEM, UNPUBLISHED


def post(**fields: Any) -> dict[str, Any]:
    return {
        "_id": "urn:1",
        "published_date": "2016-06-14T10:00:00+00:00",
        "groups": [{"refs": [{"item": {"item_type": "text", "text": "Ein Text."}}]}],
        **fields,
    }


def test_the_posts_that_were_published_in_the_order_of_their_times() -> None:
    blog = read(page("sourcefabric-posts.json"))
    assert [f"{each.published:%H:%M}" for each in blog.posts] == [
        "09:49", "10:10", "10:26", "13:35", "13:41",
    ]  # fmt: skip
    assert said(blog) == [f"{UNPUBLISHED}: 1."]
    assert {each.byline for each in blog.posts} == {"Wexmoor ・Desk"}
    assert [each.pinned for each in blog.posts] == [False, True, False, False, False]
    assert [each.key_event for each in blog.posts] == [False, False, False, False, True]
    assert [f"{each.modified:%H:%M}" for each in blog.posts if each.modified] == ["13:38"]
    assert (blog.language, blog.format) == ("de", "Sourcefabric Live Blog data (JSON)")


def test_a_post_is_several_items() -> None:
    bodies = [each.body for each in read(page("sourcefabric-posts.json")).posts]
    assert bodies[1] == (Quote("Ziehen!"), Paragraph("Die Bürgermeisterin"))
    assert [type(part) for part in bodies[2]] == [Paragraph, Embed]
    assert bodies[3] == (
        Paragraph("Nachgereicht: das Seil.", (Link(18, 22, "https://wexmoor.example/seil"),)),
    )
    assert bodies[4][1] == Image(
        "", "Foto: Ida Mühl", "Die Glocke am Turm", "https://wexmoor.example/g-view.jpg"
    )


def test_an_embed_whose_code_is_not_known_is_a_box_with_its_address() -> None:
    meta = {"original_url": "https://film.example/1", "provider_name": "Film", "title": "Pull"}
    item = {"item_type": "embed", "text": "<iframe src='//x.example/1'></iframe>", "meta": meta}
    blog = read(as_json({"_items": [post(groups=[{"refs": [{"item": item}]}])]}))
    assert blog.posts[0].body == (Embed("Film", "Pull", "https://film.example/1"),)


@pytest.mark.parametrize("status", ["submitted", "draft", "comment"])
def test_what_was_never_published_is_left_out_and_said(status: str) -> None:
    blog = read(as_json({"_items": [post(), post(post_status=status), post(deleted=True)]}))
    assert len(blog.posts) == 1
    assert said(blog) == [f"{UNPUBLISHED}: 2."]


@pytest.mark.parametrize("item", [{}, {"item_type": "text"}, {"item_type": "image", "meta": {}}])
def test_an_item_without_anything_is_said(item: Any) -> None:
    groups = [{"refs": [{"item": item}, {"item": {"item_type": "text", "text": "Ein Text."}}]}]
    blog = read(as_json({"_items": [post(groups=groups)]}))
    assert said(blog) == [NO_ITEM]


@pytest.mark.parametrize("field", ["groups", "published_date"])
@pytest.mark.parametrize("odd", [None, 7, "word", {}, [[]]])
def test_a_post_of_wrong_types_is_said_and_the_others_stay(field: str, odd: Any) -> None:
    blog = read(as_json({"_items": [post(), post(**{field: odd})]}))
    assert len(blog.posts) == 1
    assert [warning.place for warning in blog.warnings] == ["post 2"]


def test_the_real_one() -> None:
    blog = read(page("sourcefabric-dpa-posts.json"))
    assert len(blog.posts) == 14
    assert said(blog) == [f"{UNPUBLISHED}: 1."]
    assert blog.posts == tuple(sorted(blog.posts, key=lambda each: each.published))
    assert sum(isinstance(part, Embed) for each in blog.posts for part in each.body) == 8
