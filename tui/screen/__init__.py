"""The Textual app, an instance per reader; layouts of posts are shared by all readers."""
