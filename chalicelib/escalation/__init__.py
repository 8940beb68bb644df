"""Nobody has opened it: who is told next, and when something is told of early."""
