"""Measuring speed and memory on this machine; `docs/benchmarks.md` says how to read the figures."""
