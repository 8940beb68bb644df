"""What may be shown of many answers."""
