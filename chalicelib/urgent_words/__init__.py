"""Words in a text that ask for somebody at once."""
