"""Typed text to moments and spans: "10:26", "+10m", "50%", "#7", a headline."""
