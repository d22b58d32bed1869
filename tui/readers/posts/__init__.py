"""Joins the two witnesses of a post: the record of the data and the element of the page."""
