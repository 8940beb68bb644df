"""The pages of cases: the list, a case, what is written in it."""
