"""A simulated year of reminders: real processes, store and HTTP, under a clock that the simulation moves."""
