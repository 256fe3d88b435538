"""Readers: one for each format, all giving blocks."""
