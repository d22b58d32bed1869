"""Clocks and days as people write them, in any language."""
