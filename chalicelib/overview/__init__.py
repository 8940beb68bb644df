"""A school owner's schools at a glance: the first page of the owner's people."""
