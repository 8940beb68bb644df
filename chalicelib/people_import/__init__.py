"""People from a list, as schools have them."""
