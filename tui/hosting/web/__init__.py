"""Guests in a browser. A visit survives its websocket for a minute, so a browser can come back."""
