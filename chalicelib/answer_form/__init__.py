"""A pupil answers: the pages, and one transaction."""
