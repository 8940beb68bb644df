"""A round is set up, opened, followed, changed and closed; cards are printed."""
