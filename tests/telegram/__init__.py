"""The Telegram channel over real HTTP, against a server of our own that plays Telegram."""
