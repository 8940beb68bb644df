"""A case copied out: for the archive, or for the pupil and their guardians; and erased
once the archive has it."""
