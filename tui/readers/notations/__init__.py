"""Feeds, tables and lines of JSON as data in the form of JSON, for the finder of records."""
