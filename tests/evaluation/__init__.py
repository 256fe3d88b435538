"""Measuring answers against questions with keys."""
