"""An item or a thread is seen, opened, read and answered by who may."""
