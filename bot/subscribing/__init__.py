"""Subscribing: how a chat chooses what it is reminded of, and what its people do with a digest."""
