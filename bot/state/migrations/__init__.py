"""The steps that bring a state store from any earlier version to this one; Alembic runs them in order."""
