"""The terminal channel: a chat for one person at a keyboard, or questions from a pipe."""
