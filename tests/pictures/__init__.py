"""Pictures of chats for people to look at: `make pictures`."""
