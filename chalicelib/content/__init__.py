"""Floor 1: what the service asks and says. Declarations only."""
