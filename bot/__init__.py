"""People: settings, the words of a reply, channels (the terminal first)."""
