"""Who has a case: handed over, shared, opened with a reason, left behind."""
