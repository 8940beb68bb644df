"""The page of who has access to a case, and what is pressed there."""
