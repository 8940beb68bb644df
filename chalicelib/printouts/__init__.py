"""An item on paper, for the school's archive."""
