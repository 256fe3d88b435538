"""Reminders: from deadlines and subscriptions to the digest of a chat and day. Pure: the day is an argument."""
