"""Supportgrupper i skolen: six floors, imports go only downward (see docs in README)."""
