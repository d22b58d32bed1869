"""Guests in a browser. A visit may outlive its websocket: a browser that comes back within a minute
gets it again."""
