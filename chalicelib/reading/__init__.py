"""An item is seen, opened and read by who may."""
