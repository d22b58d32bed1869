"""Key actions, a class per part of the page; keys.py names them `part.action`."""
