"""The actions of the keys, a class for each part of the page; keys.py names them `part.action`."""
