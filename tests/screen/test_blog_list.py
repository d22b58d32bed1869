"""The list of live blogs as an app."""

import pytest

from tui.screen.blog_list import BlogListApp, ListedBlog

BLOGS = [
    ListedBlog("geese", "Geese", "Tuesday 15 March 2022, 10:42 to 11:50 GMT", 1, ""),
    ListedBlog("bell-rope", "The [bold]bell", "8 March 2022", 20, "part 1 of 5: begins at 12:34"),
    ListedBlog("tide", "Tide", "9 March 2022", 3, ""),
]


class Opened(BlogListApp):
    opened = ""

    def open_blog(self, name: str) -> None:
        self.opened = name


@pytest.mark.parametrize("keys", [["q"], ["ctrl+c"], ["slash", "x", "m", "0", "t", "q"]])
async def test_leaving_opens_nothing_and_a_list_has_no_line(keys: list[str]) -> None:
    app = Opened(BLOGS)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
    assert (app.opened, app.is_running) == ("", False)


async def test_a_hint_can_be_pressed_where_it_is_one_key() -> None:
    app = Opened(BLOGS)
    async with app.run_test() as pilot:
        await pilot.click("#hints", offset=(18, 0))
        assert app.opened == ""
        await pilot.click("#hints", offset=(3, 0))
        assert app.opened == "geese"
