"""People, their roles and functions."""
