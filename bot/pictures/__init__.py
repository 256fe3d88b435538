"""Pictures: what is better seen than read, drawn for a phone."""
