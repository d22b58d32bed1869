"""Guests in a browser: a page, and a websocket that is one more transport of a guest beside SSH.

`WebServer` lives as long as the worker. A `Visit` lives as long as a guest's session, and may
outlive its `WebConnection`: a browser that comes back within a minute gets it again. The room may
import the rooms on lower floors, but not ssh; no other room imports aiohttp.
"""
