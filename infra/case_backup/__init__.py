"""The recovery key, and what a second account keeps of cases, opened with it."""
