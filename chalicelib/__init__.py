"""Supportgrupper i skolen. One noun, one folder; a package imports only those before
it: README."""
