"""Sealing, the secrets it is done with, and words of ours that come back signed."""
