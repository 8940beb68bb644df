"""Results as people read them: of a school, a school owner, the programme."""
