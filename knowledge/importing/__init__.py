"""Importing programmes: a document of any common format becomes a register that a person checks and publishes."""
