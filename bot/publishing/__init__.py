"""Publishing from a chat: an owner sends a document, looks at what was found, and gives the word."""
