"""Feeds, tables, lines of JSON, and names with values, as data for the finder of records."""
