"""The feed of posts: widget, rows, matches, selection. Only the widget knows the screen."""
