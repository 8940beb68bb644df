"""E-mail that waits: what it says, to whom, when."""
