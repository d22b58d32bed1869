"""The feed of posts: the widget, the rows it draws, search matches, selected text.

How a post looks is in `posts`, where the reader is in `pages`. All but the layout cache lives as
long as the page. Only the widget knows the screen; the rest is pure. Imports `model`, `playback`
(search, selection) and `drawing`.
"""
