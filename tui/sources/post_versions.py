"""One post out of several: where versions of a post from different sources meet."""

from collections.abc import Sequence

from tui.model.blog import Post


def one_post(versions: Sequence[Post]) -> Post:
    """The post of which these are versions, in the order in which their sources were given.

    The version modified last wins, of equals the one given last.
    """
    newest = versions[0]
    for version in versions[1:]:
        if _changed(version) >= _changed(newest):
            newest = version
    return newest


def _changed(post: Post) -> float:
    return (post.modified or post.published).timestamp()
