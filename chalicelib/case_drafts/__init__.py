"""What somebody has typed in a form of a case and not saved."""
