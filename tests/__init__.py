"""Tests, and the programs that measure: `tests.evaluation`, `tests.bench`, `tests.fit`."""
