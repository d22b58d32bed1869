"""The sidebar: summary, headlines so far, authors."""
