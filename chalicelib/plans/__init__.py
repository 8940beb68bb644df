"""The activity plan of a case (§ 12-4), what is done for it, and its self-check."""
