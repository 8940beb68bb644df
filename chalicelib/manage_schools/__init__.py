"""A school owner sets up schools, people and the school year; the log is read."""
