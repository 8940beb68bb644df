"""Floor 4: one function per thing a person (or the clock) does: decide, store, tell."""
