"""Floor 3: one module per noun; domain objects in and out; keys in one place."""
