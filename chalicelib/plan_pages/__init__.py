"""The pages of a case's activity plan."""
