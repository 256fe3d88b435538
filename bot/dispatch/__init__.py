"""Dispatch: digests from the engine into the outbox, and from there to the chats, minute by minute."""
