"""Turns the updates of a LiveBlogPosting into posts: ids, times, headlines, texts, media.

Every object here lives as long as the reading of one page. Imports `model`, `readers.html` and the
modules of `readers` that several formats share.
"""
