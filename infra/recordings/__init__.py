"""Questions read by a person for children who do not read yet: a page to record them
with, and what takes the files in."""
