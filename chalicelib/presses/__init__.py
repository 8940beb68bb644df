"""A press of a button: arriving twice, arriving without its session, and saying what it
saved."""
